using NUnit.Framework;
using TradeML.Core.Universe;
using TradeML.Proof.Runs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Tests.Worlds;
using TradeML.Research.Panels;
using TradeML.Testing;

namespace TradeML.Proof.Tests.Subjects;

/// <summary>What TradeML itself computes, held to its claims.</summary>
public sealed class RealSubjectTests
{
    private static IEnumerable<IPointInTimeSubject> Subjects()
    {
        yield return new FeatureSubject(FeatureSets.EquitiesV1, 2);
        yield return new FeatureSubject(FeatureSets.Named("qlib_14"));
        yield return new LabelSubject("forward", new() { Kind = "forward" }, 2);
        yield return new LabelSubject("unknown ends", new() { Kind = "forward", Ended = "unknown" });
        yield return new LabelSubject("ended at once", new() { Kind = "forward", EndedAfterSessions = 1 });
        yield return new LabelSubject("rows", new() { Kind = "forward", Anchor = "symbol_row", Form = "log" });
        yield return new LabelSubject("barriers", new() { Kind = "triple_barrier", Horizon = 10 });
        yield return new LabelSubject("intrabar",
            new() { Kind = "triple_barrier", Anchor = "symbol_row", Barriers = new() { Path = "intrabar" } });
        yield return new UniverseSubject(new UniverseOptions { MinPriceUsd = 20, MinAdvUsd = 1e6, AdvWindow = 20 });
        yield return new UniverseTableSubject(
            new UniverseOptions { MinPriceUsd = 20, MinAdvUsd = 1e6, AdvWindow = 20 });
        yield return new AdjustedPricesSubject();
        yield return new PanelFactSubject("sectors", PanelColumn.Sector);
        yield return new PanelFactSubject("shares", PanelColumn.SharesOutstanding);
        yield return new PanelFactSubject("earnings", PanelColumn.SessionsToEarnings,
            PanelColumn.SessionsSinceEarnings);
        yield return new IntradaySubject(2);
    }

    [TestCaseSource(nameof(Subjects))]
    public void Subject_FutureCorrupted_KeepsItsBits(IPointInTimeSubject subject)
    {
        var world = SyntheticWorld.Create(7);
        var report = PointInTimeProof.Run(world, [subject], CutSampler.Sample(world, 12, 3), 5);
        Assert.That(report.Subjects[0].Compared - report.Subjects[0].Unknown, Is.GreaterThan(1000),
            "something is known by the cut");
        Assert.That(report.Subjects[0].Leaks.SelectMany(l => l.Examples), Is.Empty);
    }

    /// <summary>
    /// Labels that end with the data although the horizon does not: later bars change them, which the settings say.
    /// </summary>
    [Test]
    public void TripleBarrier_LastCloseAtTheEndOfTheData_IsCaught()
    {
        var subject = new LabelSubject("to the last close",
            new() { Kind = "triple_barrier", Barriers = new() { Incomplete = "last_close" } });
        var world = SyntheticWorld.Create(7);
        var verdict = PointInTimeProof.Run(world, [subject], CutSampler.Sample(world, 12, 3), 5).Subjects[0];
        Assert.That(verdict.Leaks.Select(l => l.Column), Does.Contain("labels.end"));
    }
}
