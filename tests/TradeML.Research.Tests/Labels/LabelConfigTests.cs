using TradeML.Core.Errors;
using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;

namespace TradeML.Research.Tests.Labels;

/// <summary>What a label set's settings mean, and which are refused.</summary>
public sealed class LabelConfigTests
{
    private static readonly double[] Closes = [100, 101, 99, 104, 98, 103, 97, 102, 96, 105];

    [Test]
    public void Forward_Options_BecomeTheConfiguration()
    {
        var options = new LabelSetOptions
        {
            Kind = "forward", Horizon = 3, Return = "price", Form = "log",
            Anchor = "symbol_row", Ended = "unknown"
        };
        var config = LabelSet.Forward(options);
        Assert.That((config.PriceOnly, config.Log), Is.EqualTo((true, true)));
        Assert.That((config.Horizon.Length, config.Horizon.Anchor, config.Horizon.Ended),
            Is.EqualTo((3, ForwardAnchor.SymbolRow, EndedSeries.Unknown)));
        var other = LabelSet.Forward(
            new LabelSetOptions
            {
                Kind = "forward", Return = "total", Form = "simple", Anchor = "session",
                Ended = "delisting"
            });
        Assert.That((other.PriceOnly, other.Log), Is.EqualTo((false, false)));
        Assert.That((other.Horizon.Anchor, other.Horizon.Ended),
            Is.EqualTo((ForwardAnchor.Session, EndedSeries.Delisting)));
    }

    [TestCase("strict", "zero", "close", "unknown", false)]
    [TestCase("inclusive", "sign", "intrabar", "last_close", true)]
    public void Barrier_Options_BecomeTheConfiguration(
        string touch, string vertical, string path, string incomplete, bool expected)
    {
        var config = LabelSet.Barrier(new LabelSetOptions
        {
            Kind = "triple_barrier", Return = expected ? "price" : "total",
            Barriers = new()
            {
                ProfitTake = 2, StopLoss = 3, VolSpan = 7, MinTarget = 0.01, Touch = touch,
                Vertical = vertical, Path = path, Incomplete = incomplete
            },
        });
        Assert.That((config.ProfitTake, config.StopLoss, config.VolSpan, config.MinTarget),
            Is.EqualTo((2.0, 3.0, 7, 0.01)));
        Assert.That(
            new[] { config.Inclusive, config.SignAtHorizon, config.Intrabar, config.LastCloseAtEndOfData,
                config.PriceOnly }, Is.All.EqualTo(expected));
    }

    [Test]
    public void Build_EitherKind_IsTheLabelOfItsOwnFunction()
    {
        var panel = LabelPanels.One(Closes);
        var forward = new LabelSetOptions { Kind = "forward", Horizon = 2, Ended = "unknown" };
        var built = LabelSet.Build(panel, forward);
        Assert.That(built.Labels.Value, Is.EqualTo(ForwardReturns.Build(panel, LabelSet.Forward(forward)).Value));
        Assert.That((built.Return, built.Target), Is.EqualTo(((double[]?)null, (double[]?)null)));
        var barrier = new LabelSetOptions
        {
            Kind = "triple_barrier", Horizon = 3, Ended = "unknown",
            Barriers = new() { VolSpan = 3 }
        };
        var of = TripleBarrier.Label(panel, LabelSet.Barrier(barrier));
        var columns = LabelSet.Build(panel, barrier);
        Assert.That((columns.Labels.Value, columns.Return, columns.Target),
            Is.EqualTo((of.Labels.Value, of.Return, of.Target)));
        Assert.That(of.Labels.Value, Has.Some.EqualTo(1).And.Some.EqualTo(-1));
    }

    [TestCase(LabelEnd.Upper, "upper")]
    [TestCase(LabelEnd.HorizonIncomplete, "horizon_incomplete")]
    [TestCase(LabelEnd.EndOfData, "end_of_data")]
    public void Text_OfAnEnd_IsItsNameInSnakeCase(LabelEnd end, string text) =>
        Assert.That(LabelSet.Text(end), Is.EqualTo(text));

    [TestCase(double.NaN, 1, 0, "Barriers are 0 (off) or more times the volatility")]
    [TestCase(-0.1, 1, 0, "not -0.1 and 1")]
    [TestCase(1, -0.1, 0, "not 1 and -0.1")]
    [TestCase(double.PositiveInfinity, 1, 0, "Barriers are")]
    [TestCase(1, double.PositiveInfinity, 0, "Barriers are")]
    [TestCase(1, 1, -1, "The least volatility is at least 0, not -1")]
    [TestCase(1, 1, double.NaN, "The least volatility")]
    public void Label_BadBarriers_SaysWhy(double take, double stop, double least, string words) => Assert.That(
        () =>
            TripleBarrier.Label(LabelPanels.One(Closes),
                new(new(2)) { ProfitTake = take, StopLoss = stop, MinTarget = least }),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(words).And.Property("Kind")
            .EqualTo(ErrorKind.BadInput));

    [Test]
    public void Label_BothBarriersOff_EndsAtTheHorizon()
    {
        var config = new TripleBarrierConfig(new(2) { Ended = EndedSeries.Unknown })
        {
            ProfitTake = 0, StopLoss = 0,
            SignAtHorizon = true, VolSpan = 3
        };
        var labels = TripleBarrier.Label(LabelPanels.One(Closes), config);
        Assert.That(labels.Labels.End[3..8], Is.All.EqualTo(LabelEnd.Horizon));
        Assert.That(labels.Labels.Value[3..8],
            Is.EqualTo(Enumerable.Range(3, 5).Select(i => Math.Sign((double)(Closes[i + 2] - Closes[i])))));
    }

    [Test]
    public void Label_OtherTargets_AreRefused() => Assert.That(
        () => TripleBarrier.Label(LabelPanels.One(Closes), new(new(2)), new double[3]),
        Throws.TypeOf<TradeMLException>().With.Message.EqualTo("3 targets were given for 10 rows."));

    [TestCase(0, 1, "A label horizon is at least 1 session, not 0")]
    [TestCase(1, 0, "at least 1 session without a bar, not 0")]
    public void Label_BadHorizon_SaysWhy(int length, int after, string words) => Assert.That(
        () => ForwardReturns.Build(LabelPanels.One(Closes), new(new(length) { EndedAfterSessions = after })),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(words));
}
