using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>
/// The proof every point-in-time output must pass: whatever happens after a session, values at or before it keep their
/// bits. A family derives from it and lists its outputs.
/// </summary>
public abstract class PointInTimeTests
{
    /// <summary>All outputs that are known by the close of a session, in a fixed order.</summary>
    protected abstract IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session);

    [Test]
    public void Outputs_FutureChanged_KeepTheirBits([Values(1, 2, 3)] int seed, [Values(40, 97, 150, 198)] int session)
    {
        var panel = RandomPanel.Create(seed);
        var before = KnownBy(panel, session).ToArray();
        var after = KnownBy(Perturbation.After(panel, session, seed + 100), session).ToArray();
        Assert.That(before, Is.Not.Empty);
        Assert.That(before.Any(output => !double.IsNaN(output.Value)), "something is known by then");
        Assert.That(after, Has.Length.EqualTo(before.Length));
        for (var i = 0; i < before.Length; i++)
        {
            Assert.That(after[i].Name, Is.EqualTo(before[i].Name));
            if (BitConverter.DoubleToInt64Bits(after[i].Value) != BitConverter.DoubleToInt64Bits(before[i].Value)
                && !double.IsNaN(before[i].Value + after[i].Value))
                Assert.Fail($"{before[i].Name} was {before[i].Value:R} and became {after[i].Value:R}");
            if (double.IsNaN(before[i].Value) != double.IsNaN(after[i].Value))
                Assert.Fail($"{before[i].Name} was {before[i].Value:R} and became {after[i].Value:R}");
        }
    }

    /// <summary>A row's name that does not depend on later rows.</summary>
    protected static IEnumerable<(string Name, int Row)> RowsThrough(Panel panel, int session)
    {
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1] && panel.Day[row] <= session;
                row++)
                yield return ($"{panel.Symbols[symbol]} {panel.Day[row]}", row);
    }
}
