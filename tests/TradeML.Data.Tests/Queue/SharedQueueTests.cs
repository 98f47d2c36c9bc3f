using System.Collections.Concurrent;
using NUnit.Framework;
using TradeML.Data.Queue;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Queue;

/// <summary>Two nodes lease from one queue in PostgreSQL at the same time.</summary>
[TestFixture]
public sealed class SharedQueueTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(10);
    private static readonly Lane[] Lanes = [.. TaskKinds.All.Select(k => new Lane("equities_eod", k))];

    private TemporaryLake one = null!;
    private TemporaryLake two = null!;

    [SetUp]
    public void Open()
    {
        var database = TestPostgres.NewLake(StoreKind.Postgres);
        (one, two) = (new TemporaryLake(database, "one"), new TemporaryLake(database, "two"));
    }

    [TearDown]
    public void Close()
    {
        one?.Dispose();
        two?.Dispose();
    }

    [Test]
    public void Lease_FromTwoNodesAtOnce_GivesEveryTaskToOneOfThem()
    {
        const int Tasks = 400;
        one.Lake.Control.Write(tx =>
        {
            for (var i = 0; i < Tasks; i++) BackfillQueue.Upsert(tx, Task(i, (TaskKind)(i % 4)));
        });
        var leased = new ConcurrentBag<(long Id, string Node, int Attempts)>();
        using var together = new Barrier(2);
        Parallel.ForEach([one, two], new ParallelOptions { MaxDegreeOfParallelism = 2 }, lake =>
        {
            var control = lake.Lake.Control;
            together.SignalAndWait();
            for (var round = 0; ; round++)
            {
                var tasks = control.Write(tx =>
                {
                    var first = BackfillQueue.LeaseNext(tx, Lanes, control.Node, Ttl);
                    return first is null
                        ? []
                        : round % 2 == 0
                            ? [first]
                            : (List<BackfillTask>)[first, .. BackfillQueue.LeaseLike(tx, first, control.Node, Ttl, 3)];
                });
                if (tasks.Count == 0) break;
                if (round == 0) together.SignalAndWait(); // neither is through before the other holds a task
                foreach (var task in tasks)
                {
                    leased.Add((task.Id, control.Node, task.Attempts));
                    Assert.That(control.Write(tx => BackfillQueue.Complete(tx, task.Id, control.Node)),
                        "the holder completes it");
                }
            }
        });
        Assert.That(leased.Select(l => l.Id), Is.Unique);
        Assert.That(leased, Has.Count.EqualTo(Tasks));
        Assert.That(leased.Select(l => l.Attempts), Is.All.EqualTo(1));
        Assert.That(leased.Select(l => l.Node).Distinct().Count(), Is.EqualTo(2), "both worked");
        Assert.That(QueueView.Counts(one.Lake.Control), Is.EqualTo(new QueueCounts(0, 0, Tasks, 0)));
    }

    [Test]
    public void Upsert_FromTwoNodesAtOnce_AddsEachWindowOnce()
    {
        var added = new ConcurrentBag<int>();
        Parallel.ForEach([one, two], new ParallelOptions { MaxDegreeOfParallelism = 2 }, lake =>
        {
            for (var i = 0; i < 100; i++)
            {
                var outcome = lake.Lake.Control.Write(tx => BackfillQueue.Upsert(tx, NewTask.Of(
                    "listings", null, new DateOnly(2020, 1, 1).AddDays(i), new DateOnly(2020, 1, 2).AddDays(i),
                    TaskKind.Gap)));
                if (outcome == UpsertOutcome.Added) added.Add(i);
            }
        });
        Assert.That(added, Is.EquivalentTo(Enumerable.Range(0, 100)));
        Assert.That(QueueView.Counts(one.Lake.Control).Pending, Is.EqualTo(100));
    }

    [Test]
    public void ReleaseLeases_OfARestartedNode_LeavesTheOthersAlone()
    {
        one.Lake.Control.Write(tx =>
        {
            for (var i = 0; i < 4; i++) BackfillQueue.Upsert(tx, Task(i, TaskKind.Gap));
        });
        foreach (var lake in (TemporaryLake[])[one, two, one])
            Assert.That(lake.Lake.Control.Write(tx => BackfillQueue.LeaseNext(tx, Lanes, lake.Lake.Control.Node, Ttl)),
                Is.Not.Null);
        one.Reopen();
        Assert.That(one.Lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, "one")), Is.EqualTo(2));
        Assert.That(QueueView.List(two.Lake.Control, TaskState.Leased).Select(e => e.LeaseOwner), Is.EqualTo(["two"]));
    }

    private static NewTask Task(int number, TaskKind kind) =>
        NewTask.Of("equities_eod", "S" + number, new DateOnly(2020, 1, 1), new DateOnly(2020, 2, 1), kind);
}
