using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Data.Queue;
using TradeML.Data.Tests.Ingest;
using TradeML.Testing;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Queue;

public sealed class LeasingProperties
{
    [Test]
    public void Delay_AnyBackoff_GrowsToItsCapAndStaysWithinTheJitter() => Prop.ForAll(
        Gen.Choose(0, 100).ArrayOf(4).ToArbitrary(), shape =>
        {
            var (seconds, multiplier, cap, jitter) = (1 + shape[0], 10 + shape[1], 600 + (60 * shape[2]), shape[3]);
            var backoff = new Backoff(TimeSpan.FromSeconds(seconds), multiplier / 10.0, TimeSpan.FromSeconds(cap),
                jitter / 100.0);
            var random = new Random(seconds);
            var before = TimeSpan.Zero;
            for (var attempt = 1; attempt <= 12; attempt++)
            {
                var (plain, delay) = (backoff.WithoutJitter(attempt), backoff.Delay(attempt, random));
                Assert.That(plain, Is.GreaterThanOrEqualTo(before).And.LessThanOrEqualTo(backoff.Cap));
                Assert.That(delay,
                    Is.InRange((plain * (1 - backoff.Jitter)) - TimeSpan.FromTicks(1),
                        (plain * (1 + backoff.Jitter)) + TimeSpan.FromTicks(1)));
                before = plain;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(3, 5));

    [Test]
    public void LeaseNext_SeveralAtOnce_EveryTaskOnceAndInOrder()
    {
        using var lake = new TemporaryLake();
        ScriptedFetcher.Queue(lake.Lake, "equities_eod", 200);
        var lanes = new LaneSet([new Lane("equities_eod", TaskKind.Gap)]);
        var taken = new List<long>[4];
        Parallel.For(0, taken.Length, i =>
        {
            taken[i] = [];
            while (lake.Lake.Control
                .Write(tx => BackfillQueue.LeaseNext(tx, lanes, $"owner{i}", TimeSpan.FromMinutes(10))) is { } task)
                taken[i].Add(task.Id);
        });
        Assert.That(taken.SelectMany(t => t).ToList(), Is.Unique.And.Count.EqualTo(200));
        Assert.That(taken, Has.All.Ordered, "the head of the lane is always next");
    }

    [Test]
    public void LeaseNext_DeferredTask_JoinsItsLaneWhenItsTimeHasCome()
    {
        using var lake = new TemporaryLake();
        ScriptedFetcher.Queue(lake.Lake, "equities_eod", 2);
        var lanes = new LaneSet([new Lane("equities_eod", TaskKind.Gap)]);
        BackfillTask? Next() =>
            lake.Lake.Control.Write(tx => BackfillQueue.LeaseNext(tx, lanes, "w", TimeSpan.FromHours(10)));
        var first = Next()!;
        var until = lake.Time.GetUtcNow().UtcDateTime.AddMinutes(5);
        lake.Lake.Control.Write(tx => BackfillQueue.Fail(tx, first, "w", "broken", until));
        Assert.That(Next()?.Symbol, Is.EqualTo("S001"), "the deferred task is stepped over");
        Assert.That(Next(), Is.Null);
        Assert.That(QueueView.NextDue(lake.Lake.Control, lanes.Lanes), Is.EqualTo(until));
        lake.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(Next(), Is.EqualTo(first with { Attempts = 2 }));
    }
}
