using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class RankIcTests
{
    [Test]
    public void Of_UnknownScoresAndOutcomes_EqualsTheCorrelationOfTheOthers()
    {
        var panel = RandomPanel.Create(4);
        var random = new Random(4);
        double[] Draw() => [.. panel.Close.Select(_ => random.NextDouble() is var x && x < 0.2 ? double.NaN : x)];
        double[] scores = Draw(), outcomes = Draw();
        var ic = RankIc.Of(panel, scores, outcomes, leastNames: 3);
        for (var session = 0; session < panel.Sessions.Length; session++)
        {
            var rows = panel.ByDay.RowsOf(session).ToArray();
            double[] x = [.. rows.Select(r => scores[r])], y = [.. rows.Select(r => outcomes[r])];
            var names = rows.Count(r => !double.IsNaN(scores[r] + outcomes[r]));
            Assert.That(ic.Daily[session], Is.EqualTo(names >= 3 ? RankCorrelation.Spearman(x, y) : double.NaN),
                $"session {session}, {names} names");
        }

        var known = ic.Daily.Where(d => !double.IsNaN(d)).ToArray();
        Assert.That((ic.Days, ic.Mean), Is.EqualTo((known.Length, known.Average())));
        Assert.That(ic.InformationRatio, Is.EqualTo(ic.Mean / ic.Deviation));
    }

    [Test]
    public void Of_FewerNamesThanDemanded_KnowsNothing()
    {
        var panel = RandomPanel.Create(4);
        var ic = RankIc.Of(panel, panel.Close, panel.Close, panel.SymbolCount + 1);
        Assert.That((ic.Days, ic.Mean, ic.InformationRatio), Is.EqualTo((0, double.NaN, double.NaN)));
    }

    [Test]
    public void InformationRatio_NoSpread_IsUnknown() =>
        Assert.That(new RankIc([0.1, 0.1], 0.1, 0, 2).InformationRatio, Is.NaN);

    [Test]
    public void Of_OtherLengths_IsRefused()
    {
        var panel = RandomPanel.Create(4);
        var error = Assert.Throws<TradeMLException>(() => RankIc.Of(panel, new double[3], panel.Close))!;
        Assert.That((error.Kind, error.Message),
            Is.EqualTo((ErrorKind.BadInput, $"The panel has {panel.Rows} rows; scores 3, outcomes {panel.Rows}.")));
        Assert.That(() => RankIc.Of(panel, panel.Close, new double[3]), Throws.TypeOf<TradeMLException>());
    }
}
