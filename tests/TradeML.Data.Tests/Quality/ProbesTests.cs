using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Probing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Quality;

public sealed class ProbesTests
{
    private static readonly DateOnly Start = new(2020, 1, 2), End = new(2024, 1, 2);

    [TestCase(1.0, 1.0, "AGREE", 1.0)]
    [TestCase(1.001, 1.2, "AGREE", 1.0)]
    [TestCase(1.006, 1.0, "DIFFER", 0.78)]
    [TestCase(1.0, 9.0, "DIFFER", 0.86)]
    [TestCase(1.03, 1.0, "MISMATCH", 0.0)]
    [TestCase(0.25, 4.0, "SPLIT_ADJUSTED", 1.0)]
    [TestCase(0.26, 4.0, "MISMATCH", 0.0)]
    public void Compare_BarsThatDifferByAFactor_ScoreByTheirDistance(
        double price, double volume, string code, double score)
    {
        var first = Bars("AAA", [Start]);
        var outcome = ProbeComparison.Compare(first, Scaled(first, price, volume), true, true, new ProbeOptions(),
            _ => 4).Single();
        Assert.That(outcome.Code, Is.EqualTo(code), outcome.Detail);
        Assert.That(outcome.Score, Is.EqualTo(score).Within(0.01), outcome.Detail);
    }

    [Test]
    public void Compare_FeedOfOneVenue_LeavesVolumesOut()
    {
        var first = Bars("AAA", [Start]);
        Assert.That(ProbeComparison.Compare(first, Scaled(first, 1, 50), true, false, new ProbeOptions()).Single().Code,
            Is.EqualTo("AGREE"));
    }

    [Test]
    public void Compare_SecondWithoutRows_SaysSoAndDoubtsNothing()
    {
        var first = Bars("AAA", [Start]);
        var outcome = ProbeComparison.Compare(first, Bars("AAA", []), true, true, new ProbeOptions()).Single();
        Assert.That((outcome.Code, outcome.Score), Is.EqualTo(("NO_SECOND", 1.0)));
    }

    [Test]
    public async Task Enqueue_OncePerWeek_DrawsPartitionsOverSymbolsAndYears()
    {
        using var staged = await StageAsync();
        var today = new DateOnly(2024, 3, 4);
        var options = new ProbeOptions { Partitions = 12 };
        Assert.That(Probes.Enqueue(staged.Lake, options, d => d == "equities_eod", today), Is.EqualTo(12));
        Assert.That(Probes.Enqueue(staged.Lake, options, d => d == "equities_eod", today.AddDays(6)), Is.Zero,
            "the same week");
        var tasks = QueueView.List(staged.Lake.Control).Select(t => t.Task).Where(t => t.Kind == TaskKind.QcProbe)
            .ToList();
        Assert.That(tasks.Select(t => t.Symbol).Distinct().Count(), Is.EqualTo(3));
        Assert.That(tasks.Select(t => t.Start.Year).Distinct().Count(), Is.GreaterThanOrEqualTo(3));
        Assert.That(tasks, Is.All.Matches<BackfillTask>(t => t.End == t.Start.AddDays(1) && t.Priority == 2));
        Assert.That(Probes.Enqueue(staged.Lake, options, _ => false, today.AddDays(7)), Is.Zero, "nobody to ask");
    }

    [Test]
    public async Task Record_RowsThatAreUnlike_TurnThePartitionAmberUntilTheFirstVendorSaysOtherwise()
    {
        using var staged = await StageAsync();
        var day = new DateOnly(2022, 6, 1);
        var task = new BackfillTask(1, "equities_eod", "AAA", day, day.AddDays(1), TaskKind.QcProbe, 2, 1, 0);
        var held = staged.Lake.Reader.ReadBatch("raw/equities_bars", "symbol = 'AAA' AND date = $1", parameters: [day]);
        var second = new FetchResult
        {
            Request = task.Request, Rows = Scaled(held, 1.1, 1, "massive"),
            SourceName = "massive", SourceUri = "test", Start = day, End = day.AddDays(1)
        };
        var (first, outcomes) = Probes.Compare(staged.Lake, second, new QcThresholds());
        Assert.That((first, outcomes.Single().Code), Is.EqualTo((StagedLake.Source, ProbeOutcome.Mismatch)));
        staged.Lake.Control.Write(tx => Probes.Record(tx, staged.Lake.Partitions, second, first, outcomes));
        Assert.That(Code(staged, day), Is.EqualTo("AMBER PROBE_MISMATCH"));
        Assert.That(staged.Lake.Partitions.Coverage("raw/equities_bars").Amber, Is.EqualTo(1));
        Assert.That(ProbeListing.Read(staged.Lake.Control).Single().SecondSource, Is.EqualTo("massive"));
        ProbeListing.Export(staged.Lake);
        Assert.That(File.Exists(Path.Combine(staged.Lake.Root, "qc", "qc_probe.parquet")));

        staged.Lake.Control.Write(tx =>
        {
            staged.Lake.Partitions.Set(tx, StagedLake.Source, "raw/equities_bars", "AAA",
                [new PartitionVerdict(day, PartitionState.Green, 1, 1, 1, QcCodes.Ok)]);
            Probes.Keep(tx, staged.Lake.Partitions, StagedLake.Source, task.Request with { Kind = TaskKind.Gap }, []);
        });
        Assert.That(Code(staged, day), Is.EqualTo("AMBER PROBE_MISMATCH"), "the same rows came again");
        staged.Lake.Control.Write(tx =>
        {
            staged.Lake.Partitions.Set(tx, StagedLake.Source, "raw/equities_bars", "AAA",
                [new PartitionVerdict(day, PartitionState.Green, 1, 1, 1, QcCodes.Ok)]);
            Probes.Keep(tx, staged.Lake.Partitions, StagedLake.Source, task.Request with { Kind = TaskKind.Gap },
                [day]);
        });
        Assert.That(Code(staged, day), Is.EqualTo("GREEN OK"), "the vendor has revised the bar");
    }

    private static async Task<StagedLake> StageAsync()
    {
        var staged = new StagedLake(Start, End, null, "AAA", "BBB", "CCC");
        foreach (var symbol in new[] { "AAA", "BBB", "CCC" })
            await staged.DeliverBarsAsync(symbol, Start, End, StagedLake.Path(Start, End));
        await staged.Audit.ScanAsync(["raw/equities_bars"]);
        return staged;
    }

    private static string? Code(StagedLake staged, DateOnly day) => staged.Lake.Control.Read(r => r.Scalar<string>(
        "SELECT status || ' ' || qc_code FROM partition_status WHERE table_name = 'raw/equities_bars' AND symbol = "
            + "'AAA' AND dt = @day",
        new { day = day.ToString("yyyy-MM-dd") }));

    private static ColumnBatch Bars(string symbol, DateOnly[] days)
    {
        var n = days.Length;
        return new ColumnBatch(ContractCatalog.LoadEmbedded()["raw/equities_bars"], new Dictionary<string, Array>
        {
            ["date"] = days, ["symbol"] = Enumerable.Repeat<string?>(symbol, n).ToArray(),
            ["session_id"] = Enumerable.Repeat<string?>("s", n).ToArray(),
            ["open"] = Enumerable.Repeat(100.0, n).ToArray(), ["high"] = Enumerable.Repeat(103.0, n).ToArray(),
            ["low"] = Enumerable.Repeat(98.0, n).ToArray(),
            ["close"] = Enumerable.Repeat(101.0, n).ToArray(), ["volume"] = Enumerable.Repeat(5e6, n).ToArray(),
            ["ingested_at"] = Enumerable.Repeat(new DateTime(2024, 3, 5, 0, 0, 0, DateTimeKind.Utc), n).ToArray(),
            ["source_name"] = Enumerable.Repeat<string?>("alpaca_sip", n).ToArray(),
            ["source_uri"] = Enumerable.Repeat<string?>("test", n).ToArray(),
            ["api_version"] = Enumerable.Repeat<string?>("v2", n).ToArray(),
        }, n);
    }

    private static ColumnBatch Scaled(ColumnBatch rows, double price, double volume, string? source = null)
    {
        var columns = rows.Contract.Columns.Where(c => rows[c.Name] is not null).ToDictionary(c => c.Name, c => c switch
        {
            { Unit: "USD" } => rows.Get<double[]>(c.Name).Select(v => v * price).ToArray(),
            { Unit: "shares" } => rows.Get<double[]>(c.Name).Select(v => v * volume).ToArray(),
            { Name: "source_name" } when source is not null =>
                Enumerable.Repeat<string?>(source, rows.RowCount).ToArray(),
            _ => rows[c.Name]!,
        });
        return new ColumnBatch(rows.Contract, columns, rows.RowCount);
    }
}
