using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Queue;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Quality;

public sealed class AuditTests
{
    private static readonly DateOnly Start = new(2023, 1, 3), End = new(2023, 7, 3);
    private static readonly string[] Bars = ["raw/equities_bars"];

    [Test]
    public async Task Scan_MissingBars_GoRedThenGapThenGreen()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        var first = await staged.Audit.ScanAsync(Bars);
        var table = first.Tables.Single();
        Assert.That((table.Expected, table.Red, table.Green, table.NewTasks), Is.EqualTo((248L, 248L, 0L, 2)));
        var tasks = QueueView.List(staged.Lake.Control);
        Assert.That(
            tasks.Select(t => (t.Task.Dataset, t.Task.Symbol, t.Task.Start, t.Task.End, t.Task.Kind, t.Task.Priority)),
            Is.EqualTo(new[]
        {
            ("equities_eod", "AAA", Start, new DateOnly(2023, 7, 1), TaskKind.Gap, 1),
            ("equities_eod", "BBB", Start, new DateOnly(2023, 7, 1), TaskKind.Gap, 1),
        }));

        foreach (var task in tasks) await WorkAsync(staged, task.Task, StagedLake.Path(Start, End));
        var last = (await staged.Audit.ScanAsync(Bars)).Tables.Single();
        Assert.That((last.Green, last.Red, last.NewTasks), Is.EqualTo((248L, 0L, 0)));
        Assert.That(staged.Audit.Gaps(), Is.Empty);
    }

    [Test]
    public async Task Scan_RepeatedWithoutNews_ChangesNothing()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, [.. StagedLake.Path(Start, End).Where((_, i) => i % 30 != 7)]);
        await staged.Audit.ScanAsync();
        var again = await staged.Audit.ScanAsync();
        Assert.That((again.ChangedPartitions, again.NewTasks), Is.EqualTo((0L, 0)));
        Assert.That(QueueView.Counts(staged.Lake.Control).Pending, Is.EqualTo(4),
            "bars and actions of BBB, actions of AAA, one listing");
    }

    [Test]
    public async Task Scan_HolesConfirmedByTheVendor_AreAskedAgainOnlyAfterTheInterval()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var path = StagedLake.Path(Start, End);
        await staged.DeliverBarsAsync("AAA", Start, End, [.. path.Where((_, i) => i is not (40 or 42 or 90))]);
        var summary = (await staged.Audit.ScanAsync(Bars)).Tables.Single();
        Assert.That((summary.Red, summary.NewTasks), Is.EqualTo((3L, 0)));
        Assert.That(staged.Audit.Gaps().Select(g => (g.Start, g.Code)), Is.EqualTo(
            new[] { 40, 42, 90 }.Select(i => (path[i].Day, QcCodes.VendorHasNone))));

        staged.Temporary.Time.Advance(TimeSpan.FromDays(staged.Options.Recheck.ConfirmedAbsentDays + 1));
        Assert.That((await staged.Audit.ScanAsync(Bars)).NewTasks, Is.EqualTo(2), "days 40 and 42 share a window");
        var tasks = QueueView.List(staged.Lake.Control).Select(t => (t.Task.Start, t.Task.End));
        Assert.That(tasks,
            Is.EquivalentTo(
                new[] { (path[40].Day, path[42].Day.AddDays(1)), (path[90].Day, path[90].Day.AddDays(1)) }));
    }

    [Test]
    public async Task Scan_AmberThatComesBackTheSame_WaitsForItsInterval()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var path = StagedLake.Path(Start, End);
        path[50] = (path[50].Day, path[49].Close * 3);
        await staged.DeliverBarsAsync("AAA", Start, End, path);
        var summary = await staged.Audit.ScanAsync(Bars);
        Assert.That((summary.Tables[0].Amber, summary.NewTasks), Is.EqualTo((2L, 1)), "the jump and the way back");
        var task = QueueView.List(staged.Lake.Control).Single().Task;
        Assert.That((task.Start, task.End), Is.EqualTo((path[45].Day, path[51].Day.AddDays(1))),
            "five sound bars before it give the checks their context");

        await WorkAsync(staged, task, path);
        Assert.That((await staged.Audit.ScanAsync(Bars)).NewTasks, Is.Zero, "the same answer came back");
        staged.Temporary.Time.Advance(TimeSpan.FromDays(staged.Options.Recheck.AmberDays + 1));
        Assert.That((await staged.Audit.ScanAsync(Bars)).NewTasks, Is.EqualTo(1));
        path[50] = (path[50].Day, path[49].Close * 1.001);
        await WorkAsync(staged, task, path);
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Amber, Is.Zero);
    }

    [Test]
    public async Task Scan_LateListingConfirmed_ExpectsNothingBeforeIt()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.Audit.ScanAsync(Bars);
        var listed = new DateOnly(2023, 3, 1);
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(listed, End));
        var table = (await staged.Audit.ScanAsync(Bars)).Tables.Single();
        Assert.That((table.Expected, table.Red),
            Is.EqualTo(((long)Core.Time.ExchangeCalendar.Xnys.Count(listed, End), 0L)));
        Assert.That(staged.Lake.Partitions.Coverage(Bars[0]).Red, Is.Zero, "rows that only said missing are gone");
    }

    [Test]
    public async Task Scan_InactiveSymbol_ExpectsNothingAfterItsLastBar()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        var gone = new DateOnly(2023, 5, 1);
        foreach (var symbol in new[] { "AAA", "BBB" })
            await staged.DeliverBarsAsync(symbol, Start, End, StagedLake.Path(Start, gone));
        await staged.DeliverListingsAsync(("AAA", false), ("BBB", true));
        var table = (await staged.Audit.ScanAsync(Bars)).Tables.Single();
        var rest = Core.Time.ExchangeCalendar.Xnys.Count(gone, End);
        Assert.That((table.Expected, table.Red), Is.EqualTo((248L - rest, (long)rest)),
            "only the active one is missing days");
    }

    [Test]
    public async Task Scan_ReferenceTables_AreGreenByConfirmationOnly()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2023, 3, 6), 2, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        await staged.DeliverListingsAsync(("AAA", true));
        var tables = (await staged.Audit.ScanAsync()).Tables.ToDictionary(t => t.Table);
        Assert.That((tables["reference/corp_actions"].Green, tables["reference/corp_actions"].Red),
            Is.EqualTo((124L, 124L)));
        Assert.That((tables["reference/delistings"].Green, tables["reference/delistings"].Red),
            Is.EqualTo((124L, 124L)));
        Assert.That(tables["curated/equities_ohlcv_adj"].NewTasks, Is.Zero, "a derived table is built, not fetched");
        var code = staged.Lake.Control.Read(r => r.Scalar<string>(
            "SELECT qc_code FROM partition_status WHERE table_name = 'reference/corp_actions' AND symbol = "
                + "'AAA' AND dt = '2023-03-06'"));
        Assert.That(code, Is.EqualTo(QcCodes.Ok));
    }

    [Test]
    public async Task Scan_JumpOnASplitDay_TurnsGreenOnceTheSplitIsKnown()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var split = new DateOnly(2023, 3, 6);
        var path = StagedLake.Path(Start, End).Select(p => p.Day < split ? p : (p.Day, p.Close / 2)).ToArray();
        await staged.DeliverBarsAsync("AAA", Start, End, path);
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Amber, Is.EqualTo(1));
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", split, 2, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Amber, Is.Zero);
        Assert.That(staged.Lake.Partitions.Coverage("curated/equities_ohlcv_adj").Amber, Is.Zero);
    }

    [Test]
    public async Task Scan_SessionNotClosedYet_IsNotExpected()
    {
        using var staged = new StagedLake(new DateOnly(2024, 2, 26), new DateOnly(2025, 1, 1), null, "AAA");
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Expected, Is.EqualTo(6),
            "21:00 UTC is the close of 2024-03-04");
        staged.Temporary.Time.Advance(TimeSpan.FromHours(23));
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Expected, Is.EqualTo(6));
        staged.Temporary.Time.Advance(TimeSpan.FromHours(1));
        var grown = (await staged.Audit.ScanAsync(Bars)).Tables[0];
        Assert.That((grown.Expected, grown.Red, grown.NewTasks), Is.EqualTo((7L, 7L, 1)),
            "only the new day needs a task");
    }

    [Test]
    public async Task Scan_FailedTask_IsNotAskedForAtEveryScan()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.Audit.ScanAsync(Bars);
        staged.Lake.Control.Write(tx => tx.Execute("UPDATE backfill_queue SET status = 'FAILED'"));
        Assert.That((await staged.Audit.ScanAsync(Bars)).NewTasks, Is.Zero);
        staged.Lake.Control.Write(tx => tx.Execute("DELETE FROM backfill_queue"));
        Assert.That((await staged.Audit.ScanAsync(Bars)).NewTasks, Is.EqualTo(1));
    }

    [Test]
    public async Task Scan_AfterAChange_ExportsTheLedger()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.Audit.ScanAsync(Bars);
        Assert.That(File.Exists(Path.Combine(staged.Lake.Root, "qc", "partition_status.parquet")), Is.True);
        var coverage = staged.Audit.Coverage().Single();
        Assert.That((coverage.Name, coverage.Red, coverage.Green), Is.EqualTo((Bars[0], 124L, 0L)));
        Assert.That(staged.Audit.Gaps().Single(), Is.EqualTo(
            new Gap(Bars[0], "AAA", Start, new DateOnly(2023, 7, 1), 124, PartitionState.Red, QcCodes.MissingRows)));
    }

    [Test]
    public void Scan_UnknownTable_IsBadInput()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        Assert.That(() => staged.Audit.ScanAsync(["raw/nonsense"]), Throws.TypeOf<TradeMLException>());
    }

    private static async Task WorkAsync(StagedLake staged, BackfillTask task, (DateOnly Day, double Close)[] path)
    {
        staged.Temporary.Time.Advance(TimeSpan.FromMinutes(1));
        await staged.DeliverBarsAsync(task.Symbol!, task.Start, task.End,
            [.. path.Where(p => p.Day >= task.Start && p.Day < task.End)]);
        staged.Lake.Control
            .Write(tx => tx.Execute("UPDATE backfill_queue SET status = 'DONE' WHERE id = @Id", new { task.Id }));
    }
}
