using NUnit.Framework;
using TradeML.Core.Universe;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Store.Tests.Panels;

public sealed class UniverseFilterTests
{
    /// <summary>The rule as it was first written: a loop over rows and a sum over the window.</summary>
    [Test]
    public void Rows_SeveralSymbols_AreThoseOfThePlainLoop()
    {
        var options = new UniverseOptions { MinPriceUsd = 40, MinAdvUsd = 2.5e8, AdvWindow = 20 };
        int[] starts = [0, 15, 200, 263];
        var random = new Random(9);
        double[] close = [.. Enumerable.Range(0, 263).Select(_ => 100 * random.NextDouble())],
            volume = [.. Enumerable.Range(0, 263).Select(_ => 1e7 * random.NextDouble())];
        close[50] = double.NaN;
        var expected = new bool[263];
        for (var symbol = 0; symbol < 3; symbol++)
            for (var row = starts[symbol] + 19; row < starts[symbol + 1]; row++)
            {
                var sum = 0.0;
                for (var back = row - 19; back <= row; back++) sum += close[back] * volume[back];
                expected[row] = close[row] >= 40 && sum / 20 >= 2.5e8;
            }

        var sessions = Enumerable.Range(0, 200).Select(i => new DateOnly(2020, 1, 1).AddDays(i)).ToArray();
        int[] day = [.. Enumerable.Range(0, 15), .. Enumerable.Range(0, 185), .. Enumerable.Range(0, 63)];
        var panel = Panel.Create(["A", "B", "C"], sessions, starts, day,
            new PanelColumns { Open = close, High = close, Low = close, Close = close, Volume = volume });
        Assert.That(UniverseFilter.Rows(panel, options), Is.EqualTo(expected));
        Assert.That(expected.Count(e => e), Is.InRange(20, 200));
    }
}
