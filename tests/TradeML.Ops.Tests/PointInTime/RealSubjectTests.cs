using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Ops.PointInTime;
using TradeML.Ops.PointInTime.Subjects;
using TradeML.Research.Features;
using TradeML.Research.Labels;

namespace TradeML.Ops.Tests.PointInTime;

/// <summary>What TradeML itself computes, held to its claims.</summary>
public sealed class RealSubjectTests
{
    private static IEnumerable<IPointInTimeSubject> Subjects()
    {
        yield return new FeatureSubject(FeatureSets.EquitiesV1, 2);
        yield return new FeatureSubject(FeatureSets.EquitiesV1Size);
        yield return new ForwardLabelSubject(5, EndedSeries.Unknown);
        yield return new UniverseSubject(new UniverseOptions { MinPriceUsd = 20, MinAdvUsd = 1e6, AdvWindow = 20 });
        yield return new AdjustedPricesSubject();
    }

    [TestCaseSource(nameof(Subjects))]
    public void Subject_FutureCorrupted_KeepsItsBits(IPointInTimeSubject subject)
    {
        var world = SyntheticWorld.Create(7);
        var report = PointInTimeProof.Run(world, [subject], CutSampler.Sample(world, 12, 3), 5);
        Assert.That(report.Subjects[0].Compared - report.Subjects[0].Unknown, Is.GreaterThan(1000), "something is known");
        Assert.That(report.Subjects[0].Leaks.SelectMany(l => l.Examples), Is.Empty);
    }

    /// <summary>Whether a symbol without a bar at the label's end has stopped for good is not known at that end.</summary>
    [Test]
    public void ForwardReturns_LastCloseAtTheHorizon_IsCaught()
    {
        var world = SyntheticWorld.Create(7);
        var verdict = PointInTimeProof.Run(world, [new ForwardLabelSubject(5)], CutSampler.Sample(world, 12, 3), 5).Subjects[0];
        Assert.That(verdict.Leaks.Select(l => l.Column), Is.EqualTo(new[] { "labels.value" }));
        Assert.That(verdict.RevealedBy, Is.EqualTo(PerturbationKind.AddedRows), "the symbol trades again");
    }
}
