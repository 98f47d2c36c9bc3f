using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Quality;

/// <summary>What each rule owes: days of bars, confirmed days, and one standing answer a key.</summary>
public sealed class AuditRuleTests
{
    private static readonly DateOnly Start = new(2023, 1, 3), End = new(2023, 7, 3);

    [Test]
    public async Task Scan_MinuteBars_ExpectTheMinutesOfEachSession()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var (start, end) = (new DateOnly(2023, 11, 20), new DateOnly(2023, 11, 28));
        Stage(staged, ("equities_minute", start, end, "alpaca_iex", null));
        var table = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((table.Dataset, table.Expected, table.Red, table.NewTasks),
            Is.EqualTo(("equities_minute", 5L, 5L, 1)), "Thanksgiving is no session");
        Assert.That(
            Ledger(staged, "dt || ' ' || expected_rows || ' ' || qc_code"),
            Is.EqualTo(
                new[] { "20 390", "21 390", "22 390", "24 210", "27 390" }.Select(d => $"2023-11-{d} MISSING_ROWS")));
    }

    [Test]
    public async Task Scan_LongWindowOfMinutes_AsksInPiecesOfTheDatasetsLongestTask()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, ("equities_minute", new(2022, 1, 3), new(2023, 1, 3), "alpaca_iex", null));
        await staged.Audit.ScanAsync();
        var tasks = QueueView.List(staged.Lake.Control).Select(t => t.Task).OrderBy(t => t.Start).ToList();
        Assert.That(tasks.Select(t => t.End.DayNumber - t.Start.DayNumber), Is.All.LessThanOrEqualTo(92));
        Assert.That(tasks.Sum(t => ExchangeCalendar.Xnys.Count(t.Start, t.End)), Is.EqualTo(251));
    }

    [Test]
    public async Task Scan_StandingSeries_GoesRedGreenStaleAndGreenAgain()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, ("macros_fred", new(2010, 1, 1), null, null, ["UNRATE", "GDP"]));
        var first = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((first.Expected, first.Red, first.NewTasks), Is.EqualTo((2L, 2L, 2)));

        foreach (var task in QueueView.List(staged.Lake.Control).Select(t => t.Task)) Answer(staged, task, 100);
        var answered = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((answered.Green, answered.NewTasks), Is.EqualTo((2L, 0)));
        Assert.That(
            Ledger(staged,
                "source_name || ' ' || partition_key || ' ' || status || ' ' || row_count || COALESCE(symbol, '')"),
            Is.EqualTo(["fred series_id=GDP GREEN 100", "fred series_id=UNRATE GREEN 100"]),
            "the series of the source that answered is the only one");

        staged.Temporary.Time.Advance(TimeSpan.FromHours(25));
        var stale = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((stale.Amber, stale.NewTasks), Is.EqualTo((2L, 2)));
        Assert.That((await staged.Audit.ScanAsync()).NewTasks, Is.Zero, "it is being asked for");
        foreach (var task in QueueView.List(staged.Lake.Control).Select(t => t.Task)) Answer(staged, task, 101);
        Assert.That((await staged.Audit.ScanAsync()).Tables.Single().Green, Is.EqualTo(2));
    }

    [TestCase("fundamentals_income", QcCodes.VendorHasNone, PartitionState.Red)]
    [TestCase("earnings", QcCodes.NoEvent, PartitionState.Green)]
    public async Task Scan_StandingAnswerWithoutRows_IsAFactOrALack(string dataset, string code, PartitionState state)
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, (dataset, new(2020, 1, 1), null, null, null));
        await staged.Audit.ScanAsync();
        Answer(staged, QueueView.List(staged.Lake.Control).Single().Task, 0);
        Assert.That((await staged.Audit.ScanAsync()).NewTasks, Is.Zero);
        Assert.That(Ledger(staged, "qc_code || ' ' || status"),
            Is.EqualTo([code + " " + state.ToString().ToUpperInvariant()]));
    }

    [Test]
    public async Task Scan_RecentDayWithoutEvent_IsAskedAgainUntilItHasSettled()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, ("corp_actions", new(2023, 1, 3), null, null, null));
        var recheck = staged.Options.Recheck;
        await staged.DeliverActionsAsync("AAA", new(2023, 1, 3), new(2024, 3, 4));
        var fresh = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((fresh.Red, fresh.Amber, fresh.NewTasks), Is.EqualTo((0L, 0L, 0)),
            "the bar of today is due, its events are not: the day is not over");

        staged.Temporary.Time.Advance(TimeSpan.FromDays(recheck.ConfirmationDays));
        var later = (await staged.Audit.ScanAsync()).Tables.Single();
        var unsettled = ExchangeCalendar.Xnys.Count(new DateOnly(2024, 3, 4).AddDays(1 - recheck.SettleDays),
            new(2024, 3, 4));
        Assert.That((later.Amber, later.Red), Is.EqualTo(((long)unsettled, 5L)), "five sessions are new");
        Assert.That(later.NewTasks, Is.EqualTo(1), "one window for both");
        await staged.DeliverActionsAsync("AAA", new(2024, 1, 25), new(2024, 3, 11));
        var again = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((again.Amber, again.Red), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Scan_SnapshotDataset_AsksOnlyForTheSessionThatCanStillBeSeen()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, ("options_chain", new(2024, 2, 26), null, null, null));
        var table = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((table.Expected, table.Red, table.NewTasks), Is.EqualTo((6L, 6L, 1)));
        var task = QueueView.List(staged.Lake.Control).Single().Task;
        Assert.That((task.Start, task.End), Is.EqualTo((new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 5))));
        Assert.That(staged.Audit.Gaps().Select(g => (g.Code, g.Sessions)),
            Is.EqualTo([(QcCodes.SnapshotMissed, 5), (QcCodes.MissingRows, 1)]));
    }

    [Test]
    public async Task Scan_DayOfAnotherSource_CountsWhereTheRouteDecides()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Stage(staged, ("options_hist", new(2023, 1, 3), new(2023, 1, 7), null, null));
        staged.Lake.Control.Write(tx =>
        {
            Confirmations.Record(tx, "alpha_vantage", "options_hist", "AAA", new(2023, 1, 3), new(2023, 1, 5), 9, []);
            staged.Lake.Partitions.SetRange(tx, "alpha_vantage", "raw/options_chain", "AAA", new(2023, 1, 3),
                new(2023, 1, 5), PartitionState.Green, "OK", 9, null);
            staged.Lake.Partitions.SetRange(tx, "massive", "raw/options_chain", "AAA", new(2023, 1, 5), new(2023, 1, 6),
                PartitionState.Green, "OK", 9, null);
        });
        var table = (await staged.Audit.ScanAsync()).Tables.Single();
        Assert.That((table.Expected, table.Green, table.Red), Is.EqualTo((4L, 3L, 1L)));
    }

    [Test]
    public async Task Scan_SymbolThatLeftTheStage_OwesNothing()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.Audit.ScanAsync();
        staged.Stage(Start, End, "AAA");
        var tables = (await staged.Audit.ScanAsync()).Tables;
        Assert.That(tables.Select(t => t.Expected), Is.All.EqualTo(124));
        Assert.That(staged.Audit.Coverage().Select(c => c.Total), Is.All.EqualTo(124));
    }

    [Test]
    public async Task Scan_JumpThatNoActionExplains_AsksForTheActionsOfTheDayToo()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var path = StagedLake.Path(Start, End);
        for (var i = 60; i < path.Length; i++) path[i] = (path[i].Day, path[i].Close / 2);
        await staged.DeliverActionsAsync("AAA", Start, End);
        await staged.DeliverBarsAsync("AAA", Start, End, path);
        await staged.Audit.ScanAsync(["raw/equities_bars"]);
        var tasks = QueueView.List(staged.Lake.Control).Select(t => (t.Task.Dataset, t.Task.Start)).ToList();
        Assert.That(tasks, Does.Contain(("corp_actions", path[60].Day)));
        Assert.That((await staged.Audit.ScanAsync(["raw/equities_bars"])).NewTasks, Is.Zero);
    }

    private static void Stage(
        StagedLake staged,
        params (string Dataset, DateOnly Start, DateOnly? End, string? Source, string[]? Keys)[] datasets) =>
            new NodeStage
            {
                NodeId = "test",
                Source = StagedLake.Source,
                Symbols = ["AAA"],
                Datasets = datasets.ToDictionary(d => d.Dataset,
            d => new StageWindow { Start = d.Start, End = d.End, Source = d.Source, Symbols = d.Keys }),
            }.Write(Audit.StagePath(staged.Lake));

    private static void Answer(StagedLake staged, BackfillTask task, int rows)
    {
        staged.Temporary.Time.Advance(TimeSpan.FromMinutes(1));
        var source = task.Dataset == "macros_fred" ? "fred" : "fmp";
        staged.Lake.Control.Write(tx =>
        {
            Confirmations.Record(tx, source, task.Dataset, task.Symbol, task.Start, task.End, rows, []);
            var spec = DatasetCatalog.Standard[task.Dataset];
            var (symbol, key) = LedgerKey.Of(spec, task.Symbol);
            var code = rows > 0 ? QcCodes.Ok : QcModules.EmptyCode(spec);
            staged.Lake.Partitions.Set(
                tx, source, spec.Table, symbol,
                [new PartitionVerdict(LedgerKey.Undated, QcCodes.StateOf(code), QcCodes.ScoreOf(code), rows, null,
                    code)], key);
            tx.Execute("UPDATE backfill_queue SET status = 'DONE' WHERE id = @Id", new { task.Id });
        });
    }

    private static IReadOnlyList<string> Ledger(StagedLake staged, string columns) =>
        staged.Lake.Control.Read(r => r.Query<string>($"SELECT {columns} FROM partition_status ORDER BY 1"));
}
