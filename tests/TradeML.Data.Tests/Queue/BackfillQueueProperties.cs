using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Data.Queue;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Queue;

/// <summary>Random histories of the queue against a plain list that knows the rules.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public sealed class BackfillQueueProperties(StoreKind kind)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(10);
    private static readonly string?[] Symbols = [null, "A", "B", "C"];

    [Test]
    public void History_Random_AgreesWithTheModel()
    {
        using var lake = new TemporaryLake(kind);
        Prop.ForAll(Gen.Choose(0, 59).ArrayOf().ToArbitrary(), codes =>
        {
            lake.Lake.Control.Write(tx => tx.Execute("DELETE FROM backfill_queue"));
            var model = new QueueModel();
            foreach (var code in codes) Step(lake, model, code);
            Compare(lake, model);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(17, 19));
    }

    private static void Step(TemporaryLake lake, QueueModel model, int code)
    {
        var (what, which) = (code % 6, code / 6);
        lake.Time.Advance(TimeSpan.FromSeconds(1));
        var now = lake.Time.GetUtcNow().UtcDateTime;
        var owner = which % 2 == 0 ? "one" : "two";
        switch (what)
        {
            case 0 or 1:
                var task = NewTask.Of("equities_eod", Symbols[which % 4], new DateOnly(2020, 1, 1),
                    new DateOnly(2020, 1, 2 + (which % 2)), (TaskKind)(code % 4));
                var outcome = lake.Lake.Control.Write(tx => BackfillQueue.Upsert(tx, task));
                Assert.That(outcome, Is.EqualTo(model.Upsert(task, now)), "an upsert adds, revives or keeps");
                break;
            case 2:
                var kinds = TaskKinds.All.Where(k => (which & (1 << (int)k)) == 0).ToList();
                var leased = lake.Lake.Control.Write(tx => BackfillQueue.LeaseNext(
                    tx, [.. kinds.Select(k => new Lane("equities_eod", k))], owner, Ttl, QueueModel.MaxAttempts));
                var expected = model.Lease(kinds, owner, now, Ttl);
                Assert.That(Key(leased), Is.EqualTo(expected?.Key),
                    "the head of the open lanes, never one that is leased");
                break;
            case 3:
                if (model.Held(owner) is { } done)
                {
                    Assert.That(lake.Lake.Control.Write(tx => BackfillQueue.Complete(tx, Id(lake, done), owner)),
                        Is.True);
                    done.State = TaskState.Done;
                }

                break;
            case 4:
                if (model.Held(owner) is { } failed)
                {
                    var until = which > 7 ? (DateTime?)null : now.AddMinutes(which);
                    var row = QueueView.List(lake.Lake.Control, TaskState.Leased)
                        .Single(e => Key(e.Task) == failed.Key);
                    Assert.That(lake.Lake.Control.Write(tx => BackfillQueue.Fail(tx, row.Task, owner, "broken", until)),
                        Is.True);
                    (failed.State, failed.NotBefore) = (until is null ? TaskState.Failed : TaskState.Pending, until);
                }

                break;
            default:
                lake.Time.Advance(TimeSpan.FromMinutes(which)); // leases run out, backoffs end
                break;
        }
    }

    private static void Compare(TemporaryLake lake, QueueModel model)
    {
        var rows = QueueView.List(lake.Lake.Control, null, 1000);
        Assert.That(rows.Select(r => Key(r.Task)), Is.EquivalentTo(model.Tasks.Select(t => t.Key)),
            "nothing lost, nothing twice");
        foreach (var row in rows)
        {
            var known = model.Tasks.Single(t => t.Key == Key(row.Task));
            Assert.That((row.State, row.Task.Attempts, row.Task.Generation),
                Is.EqualTo((known.State, known.Attempts, known.Generation)), known.Key);
            Assert.That(row.LeaseOwner, Is.EqualTo(known.State == TaskState.Leased ? known.Owner : null));
        }
    }

    private static long Id(TemporaryLake lake, QueueModel.Entry entry) =>
        QueueView.List(lake.Lake.Control, TaskState.Leased).Single(e => Key(e.Task) == entry.Key).Task.Id;

    private static string? Key(BackfillTask? task) =>
        task is null ? null : $"{task.Symbol}|{task.End:yyyyMMdd}|{task.Kind}";
}
