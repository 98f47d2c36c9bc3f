using System.Security.Cryptography;
using NUnit.Framework;
using TradeML.Data.Quality;
using TradeML.Data.Tests.Quality;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Tests.Curation;

public sealed class CuratorTests
{
    private const string Table = "curated/equities_ohlcv_adj";
    private static readonly DateOnly Start = new(2020, 1, 2), End = new(2023, 1, 1);
    private static readonly DateOnly Split = new(2021, 6, 1);

    [Test]
    public async Task Curate_SplitAndDividend_GivesEveryColumnItsFormula()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await DeliverAsync(staged, "AAA", 1);
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", Split, 2, double.NaN),
            ("DIVIDEND", new DateOnly(2022, 3, 1), double.NaN, 1.5));
        var summary = await staged.Curator.CurateIncrementalAsync();
        Assert.That(summary.Years, Is.EqualTo(new[] { 2020, 2021, 2022 }));
        Assert.That(summary.ReferenceTables, Does.Contain("reference/corp_actions"));

        using var session = staged.Lake.OpenSession();
        session.Register(Table);
        var ex = session.Query(
            """
            SELECT price_step, volume_step, total_return_step, close, cum_price_factor, adj_close, tr_close,
                   (SELECT close FROM curated.equities_ohlcv_adj p WHERE p.date < c.date ORDER BY p.date DESC LIMIT 1)
            FROM curated.equities_ohlcv_adj c WHERE date = $1
            """, new DateOnly(2022, 3, 1));
        Assert.That(ex.Doubles(0)[0], Is.EqualTo(1 - (1.5 / ex.Doubles(7)[0])).Within(1e-15));
        Assert.That(ex.Doubles(2)[0], Is.EqualTo(1 / (1 + (1.5 / ex.Doubles(3)[0]))).Within(1e-15));
        Assert.That((ex.Doubles(1)[0], ex.Doubles(4)[0], ex.Doubles(5)[0]), Is.EqualTo((1.0, 1.0, ex.Doubles(3)[0])));
        var whole = session.Query(
            """
            SELECT count(*), bool_and(adj_close = close * cum_price_factor AND adj_volume = volume * cum_volume_factor
                   AND tr_close = close * cum_total_return_factor AND adj_high = high * cum_price_factor),
                   min(cum_volume_factor), max(cum_volume_factor),
                       sum(CASE WHEN price_step <> 1 THEN 1 ELSE 0 END)::BIGINT
            FROM curated.equities_ohlcv_adj
            """);
        Assert.That((whole.Longs(0)[0], whole.Bools(1)[0], whole.Doubles(2)[0], whole.Doubles(3)[0], whole.Longs(4)[0]),
            Is.EqualTo((756L, true, 1.0, 2.0, 2L)));
    }

    [Test]
    public async Task Curate_NothingNew_WritesNothing()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var before = Files(staged);
        var again = await staged.Curator.CurateIncrementalAsync();
        Assert.That(again.IsUnchanged, Is.True);
        Assert.That(Files(staged), Is.EqualTo(before));
    }

    [Test]
    public async Task Curate_LateEvent_RewritesOnlyTheYearsBeforeItAndEqualsAFullRebuild()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await staged.DeliverActionsAsync("BBB", Start, End, ("SPLIT", Split, 3, double.NaN));
        var summary = await staged.Curator.CurateIncrementalAsync();
        Assert.That((summary.Symbols, summary.Years), Is.EqualTo((1, new[] { 2020, 2021 })));

        using var full = await ThreeSymbolsAsync();
        full.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await full.DeliverActionsAsync("BBB", Start, End, ("SPLIT", Split, 3, double.NaN));
        await full.Curator.CurateIncrementalAsync();
        Assert.That(Files(staged), Is.EqualTo(Files(full)));
        Assert.That(Statuses(staged), Is.EqualTo(Statuses(full)));
    }

    [Test]
    public async Task Curate_RevisedAndGrownBars_EqualAFullRebuildInBytesAndLineage()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        await ReviseAsync(staged);
        var summary = await staged.Curator.CurateIncrementalAsync();
        Assert.That(summary.Years, Is.EqualTo(new[] { 2022 }));
        using var full = await ThreeSymbolsAsync();
        await ReviseAsync(full);
        await full.Curator.CurateIncrementalAsync();
        Assert.That(Files(staged), Is.EqualTo(Files(full)));
        Assert.That(Lineage(staged), Is.EqualTo(Lineage(full)));

        static async Task ReviseAsync(StagedLake lake)
        {
            lake.Temporary.Time.Advance(TimeSpan.FromDays(1));
            var window = (Start: new DateOnly(2022, 5, 2), End: new DateOnly(2022, 6, 1));
            await lake.DeliverBarsAsync("CCC", window.Start, window.End, StagedLake.Path(window.Start, window.End, 99));
        }
    }

    [Test]
    public async Task Curate_AsOf_HoldsWhatWasKnownThenAndComesBack()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var (then, before) = (staged.Temporary.Time.GetUtcNow().UtcDateTime, Files(staged));
        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await staged.DeliverActionsAsync("BBB", Start, End, ("SPLIT", Split, 3, double.NaN));
        await DeliverAsync(staged, "AAA", 77);
        await staged.Curator.CurateIncrementalAsync();
        var now = Files(staged);
        Assert.That(now, Is.Not.EqualTo(before));
        await staged.Curator.CurateAsOfAsync(then);
        Assert.That(Files(staged), Is.EqualTo(before));
        await staged.Curator.CurateIncrementalAsync();
        Assert.That(Files(staged), Is.EqualTo(now));
    }

    [Test]
    public async Task Curate_RedBars_DoNotEnterAndAmberOnesDo()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End), force: PartitionState.Amber);
        await staged.DeliverBarsAsync("BBB", Start, End, StagedLake.Path(Start, End, 2));
        var day = new DateOnly(2021, 2, 1);
        staged.Lake.Control.Write(tx => staged.Lake.Partitions.Set(tx, StagedLake.Source, "raw/equities_bars", "BBB",
            [new PartitionVerdict(day, PartitionState.Red, 0, 2, 1, QcCodes.Duplicate)]));
        await staged.Curator.CurateIncrementalAsync();
        var coverage = staged.Lake.Partitions.CoverageBySymbol(Table);
        Assert.That(coverage.Select(c => (c.Name, c.Green, c.Amber, c.Red)),
            Is.EqualTo(new[] { ("AAA", 0L, 756L, 0L), ("BBB", 755L, 0L, 0L) }));
        Assert.That(Count(staged, "symbol = 'BBB'"), Is.EqualTo(755));

        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await staged.DeliverBarsAsync("BBB", day, day.AddDays(1), [(day, 101)]);
        await staged.Curator.CurateIncrementalAsync();
        Assert.That(Count(staged, "symbol = 'BBB'"), Is.EqualTo(756));
        Assert.That(staged.Lake.Partitions.CoverageBySymbol(Table)[1].Green, Is.EqualTo(756));
    }

    [Test]
    public async Task Curate_TwoSources_TakesTheFirstByPriorityDayByDay()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.DeliverBarsAsync("AAA", Start, End, [.. StagedLake.Path(Start, End).Where((_, i) => i != 5)]);
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End, 9), "other");
        await staged.Curator.CurateIncrementalAsync();
        Assert.That((Count(staged, "source_name = 'alpaca_sip'"), Count(staged, "source_name = 'other'")),
            Is.EqualTo((755L, 1L)));
        Assert.That(staged.Lake.Partitions.Coverage(Table).Green, Is.EqualTo(756));
    }

    /// <summary>PIT: whatever comes after a day, the raw columns and steps up to it stay bit-equal.</summary>
    [Test]
    public async Task Curate_FuturePerturbed_PastRawAndStepsStayBitEqual()
    {
        var cut = new DateOnly(2021, 9, 1);
        using var plain = await ThreeSymbolsAsync();
        using var other = await ThreeSymbolsAsync();
        other.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await other.DeliverBarsAsync("AAA", cut, End, StagedLake.Path(cut, End, 1234));
        await other.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2022, 2, 1), 5, double.NaN),
            ("DIVIDEND", cut.AddDays(7), double.NaN, 3));
        await plain.Curator.CurateIncrementalAsync();
        await other.Curator.CurateIncrementalAsync();
        Assert.That(Past(other), Is.EqualTo(Past(plain)));
        Assert.That(Count(other, "cum_price_factor <> 1"), Is.Not.EqualTo(Count(plain, "cum_price_factor <> 1")),
            "the perturbation is felt");

        string Past(StagedLake lake)
        {
            using var session = lake.Lake.OpenSession();
            session.Register(Table);
            var rows = session.Query(
                """
                SELECT symbol, date, open, high, low, close, volume, price_step, volume_step, total_return_step
                FROM curated.equities_ohlcv_adj WHERE date < $1 ORDER BY symbol, date
                """, cut);
            return string.Join('\n',
                Enumerable.Range(0, rows.RowCount)
                    .Select(r => string.Join(',', Enumerable.Range(0, 10).Select(c => rows.Value(c, r)))));
        }
    }

    [Test]
    public async Task Curate_SpinOff_UsesTheNewCompanysCloseOfThatDayOrIsRefused()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPIN_OFF", Split, 0.25, double.NaN));
        var summary = await staged.Curator.CurateIncrementalAsync();
        var refusal = summary.Refused.Single();
        Assert.That((refusal.Symbol, refusal.Event.ExDate), Is.EqualTo(("AAA", Split)));
        Assert.That(refusal.Reason, Does.Contain("worth"));
        Assert.That(staged.Curator.Refused().Single(), Is.EqualTo(refusal));
    }

    private static async Task<StagedLake> ThreeSymbolsAsync()
    {
        var staged = new StagedLake(Start, End, null, "AAA", "BBB", "CCC");
        await DeliverAsync(staged, "AAA", 1);
        await DeliverAsync(staged, "BBB", 2);
        await DeliverAsync(staged, "CCC", 3);
        await staged.DeliverActionsAsync("CCC", Start, End, ("DIVIDEND", new DateOnly(2021, 3, 1), double.NaN, 0.75));
        return staged;
    }

    private static Task DeliverAsync(StagedLake staged, string symbol, int seed) =>
        staged.DeliverBarsAsync(symbol, Start, End, StagedLake.Path(Start, End, seed));

    private static long Count(StagedLake staged, string where)
    {
        using var session = staged.Lake.OpenSession();
        session.Register(Table);
        return session.Query($"SELECT count(*) FROM curated.equities_ohlcv_adj WHERE {where}").Longs(0)[0];
    }

    internal static IReadOnlyList<string> Files(StagedLake staged) => [.. staged.Lake.Manifest.Files(Table)
        .Select(f => (f.Path, Bytes: File.ReadAllBytes(Path.Combine(staged.Lake.Root, f.Path))))
        .Select(f => $"{f.Path} {Convert.ToHexString(SHA256.HashData(f.Bytes))}")];

    internal static IReadOnlyList<string> Statuses(StagedLake staged) => staged.Lake.Control.Read(r => r.Query<string>(
        "SELECT symbol || ' ' || dt || ' ' || status || ' ' || qc_code FROM partition_status WHERE table_name = "
            + "@Table ORDER BY 1", new { Table }));

    private static IEnumerable<string?> Lineage(StagedLake staged) =>
        staged.Lake.Manifest.Files(Table).Select(f => $"{f.Path} {f.InputsHash} {f.ConfigHash}");
}
