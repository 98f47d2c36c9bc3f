using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Labels;

/// <summary>The fast labels against the slow ones, row by row.</summary>
public sealed class SlowLabelsTests
{
    private static IEnumerable<LabelHorizon> Horizons() =>
        from length in new[] { 1, 5, 20 }
        from anchor in Enum.GetValues<ForwardAnchor>()
        from ended in Enum.GetValues<EndedSeries>()
        from after in new[] { 1, 6 }
        select new LabelHorizon(length) { Anchor = anchor, Ended = ended, EndedAfterSessions = after };

    [Test]
    public void Forward_RandomPanel_EqualsTheSlowVersion([Values(1, 2, 4, 5)] int seed)
    {
        var panel = RandomListings.Panel(seed);
        var records = RandomListings.Records(panel, seed);
        foreach (var horizon in Horizons())
        {
            var config = new ForwardConfig(horizon) { Log = seed % 2 == 0, PriceOnly = seed % 3 == 1 };
            var labels = ForwardReturns.Build(panel, config, records, threads: 2);
            for (var row = 0; row < panel.Rows; row++)
                Same(panel, labels, row, SlowLabels.Forward(panel, row, config, records), $"{horizon}");
        }
    }

    [Test]
    public void Barrier_RandomPanel_EqualsTheSlowVersion([Values(1, 2, 4, 5)] int seed)
    {
        var panel = RandomListings.Panel(seed);
        var records = RandomListings.Records(panel, seed);
        var targets = Enumerable.Range(0, panel.Rows).Select(row => row % 17 == 0 ? double.NaN : 0.01 * (row % 4))
            .ToArray();
        foreach (var horizon in Horizons())
        {
            var config = new TripleBarrierConfig(horizon)
            {
                Inclusive = seed % 2 == 0, SignAtHorizon = seed % 3 == 0, PriceOnly = seed % 4 == 1,
                ProfitTake = seed == 4 ? 0 : 2, StopLoss = seed == 5 ? 0 : 3,
            };
            var labels = TripleBarrier.Label(panel, config, targets, records, threads: 2);
            for (var row = 0; row < panel.Rows; row++)
            {
                var slow = SlowLabels.Barrier(panel, row, targets[row], config, records);
                Same(panel, labels.Labels, row, slow, $"{horizon}");
                Assert.That(labels.Return[row], Is.EqualTo(slow.Return).Within(1e-14), $"{horizon} row {row}");
            }
        }
    }

    [TestCase(2)]
    [TestCase(20)]
    [TestCase(63)]
    public void Deviation_SeriesWithGaps_EqualsItsDefinition(int span)
    {
        var random = new Random(span);
        var values = Enumerable.Range(0, 200)
            .Select(_ => random.NextDouble() < 0.1 ? double.NaN : 0.04 * (random.NextDouble() - 0.5)).ToArray();
        var result = new double[values.Length];
        EwmDeviation.Compute(values, span, result);
        for (var t = 0; t < values.Length; t++)
            Assert.That(Reference.Close(result[t], SlowLabels.Deviation(values, t, span), 1e-12), $"row {t}");
    }

    [Test]
    public void Label_ManyThreads_KeepsTheBits()
    {
        var panel = RandomListings.Panel(9);
        var one = TripleBarrier.Label(panel, new(new(10)));
        var many = TripleBarrier.Label(panel, new(new(10)), threads: 8);
        Assert.That(many.Target.Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(one.Target.Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(many.Return.Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(one.Return.Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(many.Labels.EndDay, Is.EqualTo(one.Labels.EndDay));
    }

    private static void Same(Panel panel, EventLabels labels, int row, SlowLabels.Result slow, string place)
    {
        var where = $"{place} row {row} ({Array.FindLastIndex(panel.RowStarts, s => s <= row)}, day {panel.Day[row]})";
        Assert.That(labels.End[row], Is.EqualTo(slow.End), where);
        Assert.That(labels.EndDay[row], Is.EqualTo(slow.EndDay), where);
        Assert.That(labels.Value[row], Is.EqualTo(slow.Value).Within(1e-14), where);
    }
}
