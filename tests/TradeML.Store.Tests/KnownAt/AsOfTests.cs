using System.Security.Cryptography;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Tests.Quality;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Partitions;
using TradeML.Lake.Writing;

namespace TradeML.Store.Tests.KnownAt;

/// <summary>
/// Every table as it was known at an instant, computed in the session, against what a rebuild for that instant writes.
/// </summary>
public sealed class AsOfTests
{
    private const string Adjusted = "curated/equities_ohlcv_adj";
    private static readonly DateOnly Start = new(2021, 1, 4), End = new(2023, 1, 1), Split = new(2021, 6, 1);
    private static readonly string[] Derived = [Adjusted, "curated/equities_minute_adj", "reference/corp_actions",
        "reference/delistings", "reference/universe"];

    [Test]
    public async Task AsOf_EveryDerivedTableAndInstant_EqualsARebuildForThatInstant()
    {
        using var staged = await GrownAsync();
        foreach (var day in Enumerable.Range(-1, 5))
        {
            var instant = Instant(day);
            var before = Disk(staged);
            var computed = Derived.Select(t => Text(staged.Lake.Table(t).AsOf(instant).Query())).ToList();
            using (var session = staged.Lake.OpenSession())
                Assert.That(
                    Derived
                        .Select(t => Text(session.Query($"FROM as_of('{t}', $$ {instant:yyyy-MM-dd HH:mm:ss}Z $$)"))),
                        Is.EqualTo(computed));
            Assert.That(Disk(staged), Is.EqualTo(before), "the lake is untouched");
            await staged.Curator.CurateAsOfAsync(instant);
            Assert.That(computed, Is.EqualTo(Derived.Select(t => Text(staged.Lake.Table(t).Query()))), $"{instant:O}");
        }
    }

    [Test]
    public async Task AsOf_LateSplitAndRevisedBars_AreNotThereBefore()
    {
        using var staged = await GrownAsync();
        await staged.Curator.CurateIncrementalAsync();
        var table = staged.Lake.Table(Adjusted);
        const string sql = "SELECT max(cum_volume_factor) FROM curated.equities_ohlcv_adj WHERE symbol = 'BBB'";
        Assert.That(table.AsOf(Instant(0)).Query(sql).Doubles(0)[0], Is.EqualTo(1));
        Assert.That(table.AsOf(Instant(1)).Query(sql).Doubles(0)[0], Is.EqualTo(3));
        Assert.That(table.AsOf(Instant(2)).Query(sql).Doubles(0)[0], Is.EqualTo(2), "the ratio was corrected");
        Assert.That(table.Query(sql).Doubles(0)[0], Is.EqualTo(2));
        Assert.That(table.AsOf(Instant(-1)).Query("FROM curated.equities_ohlcv_adj").RowCount, Is.Zero,
            "before its first fetch the lake knew nothing");
    }

    [Test]
    public async Task AsOf_DayThatTurnedRedLater_IsStillThereBefore()
    {
        using var staged = await GrownAsync();
        var day = new DateOnly(2022, 5, 2);
        await SetAsync(PartitionState.Red);
        await SetAsync(PartitionState.Green);
        var counts = Enumerable.Range(3, 3)
            .Select(d => staged.Lake.Table(Adjusted).AsOf(Instant(d))
                .Query($"FROM curated.equities_ohlcv_adj WHERE date = DATE '{day:yyyy-MM-dd}'").RowCount);
        Assert.That(counts, Is.EqualTo(new[] { 2, 1, 2 }), "good, then RED, then good again");

        Task SetAsync(PartitionState state)
        {
            staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
            staged.Lake.Control
                .Write(tx =>
                    staged.Lake.Partitions.Set(tx, StagedLake.Source, "raw/equities_bars", "BBB",
                        [new PartitionVerdict(day, state, 1, 1, 1, "OK")]));
            return staged.Curator.CurateIncrementalAsync();
        }
    }

    [Test]
    public async Task AsOf_InSql_ComparesTwoInstantsInOneQuery()
    {
        using var staged = await GrownAsync();
        using var session = staged.Lake.OpenSession();
        var changed = session.Query(
            """
            SELECT DISTINCT symbol FROM (
                SELECT date, symbol, close FROM as_of('raw/equities_bars', TIMESTAMPTZ '2024-03-07 21:00:00+00')
                EXCEPT SELECT date, symbol, close FROM as_of('raw/equities_bars', '2024-03-06T21:00:00Z'))
            """);
        Assert.That(changed.Texts(0), Is.EqualTo(new[] { "AAA" }));
    }

    [Test]
    public async Task AsOf_TableWithoutKnowledgeTime_IsRefusedWithASentence()
    {
        using var staged = await GrownAsync();
        var contract = staged.Lake.Contracts["models/trial_returns"];
        var rows = staged.Lake.Table(contract.Name).AsOf(Instant(0)).Query();
        Assert.That(rows.RowCount, Is.Zero, "an empty table is empty at every instant");
        var spec = new LakeFileSpec { Table = contract, Stem = "part" };
        using (var session = staged.Lake.OpenSession())
        {
            await staged.Lake.Writer.WriteQueryAsync(spec, session,
                $"SELECT 'one' AS config, DATE '2024-03-01' AS date, "
                    + $"{string.Join(", ", contract.Columns.Skip(2).Select(c => $"0.1 AS {c.Name}"))}");
            const string sentence = "What models/trial_returns held at an instant can't be told";
            foreach (var ask in (Action[])[
                () => staged.Lake.Table(contract.Name).AsOf(Instant(0)).Query(),
                () => session.Query("FROM as_of('models/trial_returns', '2024-03-06')"),
                () => { session.RegisterAll(Instant(0)); session.Query("FROM models.trial_returns"); }])
                Assert.That(Assert.Throws<TradeMLException>(() => ask())!.Message, Does.Contain(sentence));
            var unknown = Assert
                .Throws<TradeMLException>(() => session.Query("FROM as_of('models/none', '2024-03-06')"));
            Assert.That(unknown!.Message, Does.Contain("There is no table 'models/none'."));
            Assert.That(session.Query("SELECT 1").RowCount, Is.EqualTo(1), "the session lives on");
        }

        Assert.That(() => staged.Lake.Table(contract.Name).AsOf(DateTime.SpecifyKind(Instant(0), DateTimeKind.Local)),
            Throws.TypeOf<TradeMLException>());
    }

    /// <summary>
    /// Bars and a listing on day 0; a late split on day 1; its correction on day 2; revised bars on day 3.
    /// </summary>
    private static async Task<StagedLake> GrownAsync()
    {
        var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End));
        await staged.DeliverBarsAsync("BBB", Start, End, StagedLake.Path(Start, End, 2));
        await staged.DeliverActionsAsync("AAA", Start, End, ("DIVIDEND", new DateOnly(2022, 3, 1), double.NaN, 1.5));
        await staged.DeliverListingsAsync(("AAA", true), ("BBB", true));
        await staged.DeliverMinutesAsync("BBB", [Split.AddDays(-4), Split, new(2022, 3, 1)], 3);
        await staged.Curator.CurateIncrementalAsync();
        Next();
        await staged.DeliverActionsAsync("BBB", Start, End, ("SPLIT", Split, 3, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        Next();
        await staged.DeliverActionsAsync("BBB", Start, End, ("SPLIT", Split, 2, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        Next();
        await staged.DeliverBarsAsync("AAA", Split, Split.AddDays(30), StagedLake.Path(Split, Split.AddDays(30), 9));
        return staged;

        void Next() => staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
    }

    private static DateTime Instant(int day) => new(2024, 3, 4 + day, 21, 0, 0, DateTimeKind.Utc);

    private static string Text(DuckColumns rows) => string.Join('\n', Enumerable.Range(0, rows.RowCount)
        .Select(r => string.Join(',', Enumerable.Range(0, rows.ColumnCount).Select(c => rows.Value(c, r)))));

    private static List<string> Disk(StagedLake staged) =>
        [.. Directory.EnumerateFiles(staged.Lake.Root, "*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".parquet", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}")];
}
