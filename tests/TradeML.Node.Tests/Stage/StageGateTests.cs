using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Node.Loops;
using TradeML.Node.Stage;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Tests.Stage;

/// <summary>The lake's clock stands at 2024-03-04.</summary>
public sealed class StageGateTests
{
    private static readonly DateOnly Daily = new(2019, 3, 4), Minute = new(2023, 3, 4);

    [TestCase(980, 980, true)]
    [TestCase(979, 1000, false)]
    [TestCase(1000, 979, false)]
    public void TryPromote_ShareOfGreenPartitions_DecidesForEachTable(int daily, int minute, bool promoted)
    {
        using var lake = Staged();
        var why = Gate(lake).TryPromote(Tables(daily, minute));
        Assert.That(why, promoted ? Does.Contain("Stage 0 became stage 1").And.Contain("98.00") : Is.Null);
        Assert.That(Stage(lake).Stage, Is.EqualTo(promoted ? 1 : 0));
    }

    [Test]
    public void TryPromote_Earned_WidensWindowsAddsSymbolsAndSeedsTheirTasks()
    {
        using var lake = Staged();
        var before = QueueView.Counts(lake.Lake.Control).Pending;
        Gate(lake).TryPromote(Tables(1000, 1000));
        var stage = Stage(lake);
        Assert.That(stage.Symbols, Is.EqualTo(new[] { "ZZZ", "AAA", "BBB" }),
            "the old ones stay, then the vendor's active ones in order, as many as configured");
        Assert.That((stage.Datasets["equities_eod"].Start, stage.Datasets["corp_actions"].Start),
            Is.EqualTo((new DateOnly(2009, 3, 4), new DateOnly(2009, 3, 4))));
        Assert.That((stage.Datasets["equities_minute"].Start, stage.Datasets["equities_minute"].Source),
            Is.EqualTo((new DateOnly(2019, 3, 4), "alpaca_iex")));
        var added = QueueView.List(lake.Lake.Control, null, 1000).Skip(0).Select(t => t.Task).ToList();
        Assert.That(added, Has.Count.GreaterThan((int)before));
        Assert.That(added.Where(t => t.Dataset == "equities_eod").Select(t => (t.Symbol, t.Start, t.End, t.Priority)),
            Is.EquivalentTo(new (string?, DateOnly, DateOnly, int)[]
        {
            ("ZZZ", Daily, new DateOnly(2024, 3, 4), 0), ("ZZZ", new DateOnly(2009, 3, 4), Daily, 3),
            ("AAA", Daily, new DateOnly(2024, 3, 4), 0), ("AAA", new DateOnly(2009, 3, 4), Daily, 3),
            ("BBB", Daily, new DateOnly(2024, 3, 4), 0), ("BBB", new DateOnly(2009, 3, 4), Daily, 3),
        }), "what the earlier stage did not reach back to is ancient history");
        Assert.That(Bookmarks.Get(lake.Lake.Control, "stage.promoted"),
            Does.StartWith("2024-03-04T21:00:00").And.Contain("100.00"));
        Assert.That(Gate(lake).TryPromote(Tables(1000, 1000)), Is.Null, "once");
    }

    [Test]
    public void TryPromote_SeededButFileNotWritten_IsMadeGoodWithoutDoubling()
    {
        using var lake = Staged();
        var path = NodeInit.StagePath(lake.Root);
        var old = File.ReadAllText(path);
        Gate(lake).TryPromote(Tables(1000, 1000));
        var tasks = QueueView.Counts(lake.Lake.Control).Pending;
        File.WriteAllText(path, old); // the power went before the file was there
        Assert.That(Gate(lake).TryPromote(Tables(1000, 1000)), Is.Not.Null);
        Assert.That((Stage(lake).Stage, QueueView.Counts(lake.Lake.Control).Pending), Is.EqualTo((1, tasks)));
    }

    [Test]
    public void TryPromote_TurnedOffOrWithoutMinuteBars_StaysAtStageZero()
    {
        using var lake = Staged();
        Assert.That(Gate(lake, new StageGateOptions { Enabled = false }).TryPromote(Tables(1000, 1000)), Is.Null);
        Assert.That(
            Gate(lake).TryPromote([new TableAudit("raw/equities_bars", "equities_eod", 1000, 1000, 0, 0, 0, 0)]),
            Is.Null, "nothing is known of minute bars");
        Assert.That(Stage(lake).Stage, Is.Zero);
    }

    [Test]
    public void QueuePurge_OldTasks_GoWhereNobodyLooksAgain()
    {
        using var lake = Staged();
        lake.Lake.Control.Write(tx =>
        {
            tx.Execute("DELETE FROM backfill_queue");
            foreach (var (kind, day) in new[] { (TaskKind.Forward, 1), (TaskKind.Gap, 2), (TaskKind.QcProbe, 3),
                (TaskKind.Bootstrap, 4) })
                BackfillQueue.Upsert(tx,
                    NewTask.Of("equities_eod", "ZZZ", new DateOnly(2024, 1, day), new DateOnly(2024, 1, day + 1),
                        kind));
            tx.Execute("UPDATE backfill_queue SET status = CASE kind WHEN 'GAP' THEN 'FAILED' ELSE 'DONE' END");
        });
        lake.Time.Advance(TimeSpan.FromDays(29));
        Assert.That(lake.Lake.Control.Write(tx => QueuePurge.Run(tx, lake.Time.GetUtcNow().UtcDateTime.AddDays(-30))),
            Is.Zero);
        lake.Time.Advance(TimeSpan.FromDays(2));
        Assert.That(lake.Lake.Control.Write(tx => QueuePurge.Run(tx, lake.Time.GetUtcNow().UtcDateTime.AddDays(-30))),
            Is.EqualTo(3));
        Assert.That(QueueView.List(lake.Lake.Control).Single().Task.Kind, Is.EqualTo(TaskKind.Bootstrap),
            "windows that were fetched must be known for ever");
    }

    private static TemporaryLake Staged()
    {
        var lake = new TemporaryLake();
        var request = new StageRequest
        {
            Symbols = ["ZZZ"], Start = Daily,
            Datasets =
                new Dictionary<string, StageWindow>
                {
                    ["equities_minute"] = new()
                    {
                        Start = Minute,
                        Source = "alpaca_iex"
                    }
                },
        };
        NodeInit.Run(lake.Lake, request, ExchangeCalendar.Xnys, lake.Time);
        lake.Lake.Control.Write(tx =>
        {
            foreach (var (symbol, active) in new[] { ("AAA", 1), ("AAB", 0), ("BBB", 1), ("CCC", 1) })
                tx.Execute(
                    "INSERT INTO listed_asset (symbol, source, active, known_at) VALUES (@symbol, 'alpaca', @active, "
                        + "'2024-03-01T00:00:00.000000Z')", new { symbol, active });
        });
        return lake;
    }

    private static StageGate Gate(TemporaryLake lake, StageGateOptions? options = null) => new(
        lake.Lake,
        new NodeSettings(new EdgeOptions { StageGate = options ?? new StageGateOptions { Symbols = 3 } },
            new BackfillOptions(), new CuratorOptions()),
        lake.Time, ExchangeCalendar.Xnys);

    private static NodeStage Stage(TemporaryLake lake) => NodeStage.Read(NodeInit.StagePath(lake.Root));

    private static TableAudit[] Tables(int daily, int minute) =>
        [new("raw/equities_bars", "equities_eod", 1000, daily, 0, 1000 - daily, 0, 0),
            new("raw/equities_minute", "equities_minute", 1000, minute, 0, 1000 - minute, 0, 0)];
}
