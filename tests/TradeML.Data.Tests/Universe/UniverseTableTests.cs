using System.Security.Cryptography;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Data.Reference;
using TradeML.Data.Settings;
using TradeML.Data.Tests.Quality;
using TradeML.Data.Universe;

namespace TradeML.Data.Tests.Universe;

[TestFixture]
public sealed class UniverseTableTests
{
    private static readonly DateOnly Start = new(2020, 1, 2), End = new(2023, 1, 1);

    private static readonly CuratorOptions Options =
        new() { Universe = new UniverseOptions { MinPriceUsd = 80, MinAdvUsd = 130_000 } };

    [Test]
    public async Task Build_EverySession_HasARowWithItsReason()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        using var session = staged.Lake.OpenSession();
        session.Register(UniverseTable.Name);
        Assert.That(session.Query("SELECT count(*) FROM reference.universe").Longs(0)[0],
            Is.EqualTo((2 * 756) + 300 + Options.Universe.MaxGapSessions), "the dead stay until the gap is too long");
        var first = session.Query(
            "SELECT symbol, reason, known_at, adv_usd FROM reference.universe WHERE date = $1 ORDER BY symbol", Start);
        Assert.That(first.Texts(1), Is.All.EqualTo("HISTORY"));
        Assert.That(first.Instants(2), Is.All.EqualTo(new DateTime(2020, 1, 2, 21, 0, 0, DateTimeKind.Utc)));
        Assert.That(first.Doubles(3), Is.All.NaN);
        var dead = session.Query("SELECT DISTINCT reason FROM reference.universe WHERE symbol = 'CCC' AND date > $1",
            ExchangeCalendar.Xnys.Days[ExchangeCalendar.Xnys.IndexOf(Start) + 299]);
        Assert.That(dead.Texts(0), Is.EqualTo(new[] { "NOT_TRADED" }));
        Assert.That(
            session.Query("SELECT count(*) FROM reference.universe WHERE eligible <> (reason IS NULL)").Longs(0)[0],
            Is.Zero);
    }

    /// <summary>The same table from SQL alone, row by row: other code, other order of summation.</summary>
    [Test]
    public async Task Build_AgainstPlainSql_Agrees()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        using var session = staged.Lake.OpenSession();
        session.Register(UniverseTable.Name);
        session.Register("curated/equities_ohlcv_adj");
        var differing = session.Query(
            """
            WITH slow AS (
                SELECT symbol, date, close,
                    (SELECT count(*) FROM curated.equities_ohlcv_adj p WHERE p.symbol = c.symbol AND p.date <= c.date)
                    AS bars,
                       (SELECT avg(close * volume)
                           FROM (SELECT close, volume FROM curated.equities_ohlcv_adj p
                           WHERE p.symbol = c.symbol AND p.date <= c.date ORDER BY date DESC LIMIT 60)) AS adv
                FROM curated.equities_ohlcv_adj c)
            SELECT count(*), count(*) FILTER (WHERE u.eligible <> (close >= 80 AND bars >= 60 AND adv >= 130000)
                OR (bars >= 60 AND NOT abs(u.adv_usd / adv - 1) < 1e-12) OR (bars < 60 AND u.adv_usd IS NOT NULL)
                    OR NOT u.listed),
                count(*) FILTER (WHERE u.eligible)
            FROM slow JOIN reference.universe u USING (symbol, date)
            """);
        Assert.That((differing.Longs(0)[0], differing.Longs(1)[0]), Is.EqualTo((1812L, 0L)));
        Assert.That(differing.Longs(2)[0], Is.InRange(200, 1600), "both verdicts occur");
    }

    [Test]
    public async Task Build_NothingNew_WritesNothing()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var before = Files(staged);
        Assert.That((await staged.Curator.CurateIncrementalAsync()).IsUnchanged, Is.True);
        Assert.That((await UniverseTable.BuildAsync(staged.Lake, Options)).Symbols, Is.Zero);
        Assert.That(Files(staged), Is.EqualTo(before));
    }

    [Test]
    public async Task Build_RevisedBars_RewritesOnlyTheYearsThatDifferAndEqualsAFullRebuild()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        await ReviseAsync(staged);
        var summary = await staged.Curator.CurateIncrementalAsync();
        Assert.That(summary.Universe.Years, Is.EqualTo(new[] { 2021 }));
        using var full = await ThreeSymbolsAsync();
        await ReviseAsync(full);
        await full.Curator.CurateIncrementalAsync();
        Assert.That(Files(staged), Is.EqualTo(Files(full)));
        Assert.That(Csv(staged), Is.EqualTo(Csv(full)));
        Assert.That(Statuses(staged), Is.EqualTo(Statuses(full)));

        static Task ReviseAsync(StagedLake lake)
        {
            lake.Temporary.Time.Advance(TimeSpan.FromDays(1));
            var window = (Start: new DateOnly(2021, 3, 1), End: new DateOnly(2021, 4, 1));
            return lake.DeliverBarsAsync("AAA", window.Start, window.End,
                StagedLake.Path(window.Start, window.End, 99));
        }
    }

    [Test]
    public async Task Build_MoreSessions_EqualsAFullRebuild()
    {
        using var grown = new StagedLake(Start, End, null, "AAA", "BBB", "CCC") { CuratorOptions = Options };
        await DeliverAsync(grown, new DateOnly(2021, 3, 20)); // the dead one has just died
        await grown.Curator.CurateIncrementalAsync();
        await DeliverAsync(grown, End);
        await grown.Curator.CurateIncrementalAsync();
        using var full = await ThreeSymbolsAsync();
        await full.Curator.CurateIncrementalAsync();
        Assert.That(Hashes(grown), Is.EqualTo(Hashes(full)));
        Assert.That(Csv(grown), Is.EqualTo(Csv(full)));
    }

    [Test]
    public async Task Build_AsOf_IsTheUniverseOfThatInstantAndComesBack()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var (then, before) = (staged.Temporary.Time.GetUtcNow().UtcDateTime, Files(staged));
        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End, 55));
        await staged.DeliverListingsAsync(("BBB", true));
        await staged.Curator.CurateIncrementalAsync();
        var now = Files(staged);
        Assert.That(now, Is.Not.EqualTo(before));
        await staged.Curator.CurateAsOfAsync(then);
        Assert.That(Files(staged), Is.EqualTo(before));
        await staged.Curator.CurateIncrementalAsync();
        Assert.That(Files(staged), Is.EqualTo(now));
    }

    /// <summary>
    /// Whatever comes after a day — other bars, no bars, new names, splits — its rows and all before stay bit-equal.
    /// </summary>
    [Test]
    public async Task Build_FuturePerturbed_PastRowsStayBitEqual()
    {
        var cut = new DateOnly(2021, 9, 1);
        using var plain = await ThreeSymbolsAsync();
        using var other = new StagedLake(Start, End, null, "AAA", "BBB", "CCC", "DDD") { CuratorOptions = Options };
        await DeliverAsync(other, cut);
        await other.DeliverBarsAsync("AAA", cut, End, StagedLake.Path(cut, End, 1234));
        await other.DeliverBarsAsync("DDD", cut, End, StagedLake.Path(cut, End, 4));
        await other.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2022, 2, 1), 5, double.NaN));
        await plain.Curator.CurateIncrementalAsync();
        await other.Curator.CurateIncrementalAsync();
        Assert.That(Past(other, cut), Is.EqualTo(Past(plain, cut)));
        Assert.That(Past(other, End), Is.Not.EqualTo(Past(plain, End)), "the perturbation is felt");
    }

    [Test]
    public async Task Build_Csv_HoldsTheSameFactsAsTheTable()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var lines = Csv(staged).TrimEnd().Split('\n');
        Assert.That(lines[0], Is.EqualTo("symbol,security_id,start_date,end_date,reason"));
        var intervals = lines.Skip(1).Select(l => l.Split(','))
            .Select(c =>
                (Symbol: c[0], Start: DateOnly.Parse(c[2]),
                    End: c[3].Length == 0 ? DateOnly.MaxValue : DateOnly.Parse(c[3]))).ToList();
        using var session = staged.Lake.OpenSession();
        session.Register(UniverseTable.Name);
        var rows = session.Query("SELECT symbol, date, eligible FROM reference.universe");
        var (symbols, days, eligible) = (rows.Texts(0), rows.Dates(1), rows.Bools(2));
        var wrong = Enumerable.Range(0, rows.RowCount)
            .Count(i =>
                eligible[i] != intervals.Any(s => s.Symbol == symbols[i] && days[i] >= s.Start && days[i] < s.End));
        Assert.That((wrong, intervals.Count), Is.EqualTo((0, UniverseIntervals.Read(staged.Lake).Count)));
        File.Delete(Path.Combine(staged.Lake.Root, "reference", "universe.csv"));
        await staged.Curator.CurateIncrementalAsync();
        Assert.That(Csv(staged).TrimEnd().Split('\n'), Is.EqualTo(lines), "a lost export comes back");
    }

    [Test]
    public async Task Build_Ledger_HasOnePartitionASession()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var coverage = staged.Lake.Partitions.Coverage(UniverseTable.Name);
        Assert.That((coverage.Green, coverage.Amber, coverage.Red),
            Is.EqualTo((756L - Options.Universe.MaxGapSessions, (long)Options.Universe.MaxGapSessions, 0L)));
    }

    [Test]
    public async Task Build_HigherFloor_RebuildsEveryYear()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var build = await UniverseTable.BuildAsync(staged.Lake,
            new CuratorOptions { Universe = new UniverseOptions { MinPriceUsd = 1e5 } });
        Assert.That(build.Years, Is.EqualTo(new[] { 2020, 2021, 2022 }));
        Assert.That(UniverseIntervals.Read(staged.Lake), Is.Empty);
    }

    /// <summary>
    /// What a list says of a ticker reaches the rows of that ticker alone, and no other year's file is touched in
    /// content.
    /// </summary>
    [Test]
    public async Task Build_ListedAsFund_IsNoCommonShareOnAnyDay()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        await staged.DeliverListingsAsync("ETF", ("BBB", true));
        await ReferenceTables.BuildAsync(staged.Lake, Options, null, CancellationToken.None);
        Assert.That((await UniverseTable.BuildAsync(staged.Lake, Options)).Symbols, Is.EqualTo(1));
        using var session = staged.Lake.OpenSession();
        session.Register(UniverseTable.Name);
        var rows = session.Query(
            "SELECT symbol, count(DISTINCT reason), max(reason), bool_or(is_common) FROM reference.universe WHERE "
                + "symbol <> 'CCC' GROUP BY symbol ORDER BY symbol");
        Assert.That((rows.Longs(1)[1], rows.Texts(2)[1]), Is.EqualTo((1L, "NOT_COMMON")));
        Assert.That(rows.Bools(3), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Survivors_OfTheTable_CountTheDead()
    {
        using var staged = await ThreeSymbolsAsync();
        await staged.Curator.CurateIncrementalAsync();
        var verdict = UniverseSurvivors.Of(staged.Lake, new SurvivorshipOptions());
        Assert.That((verdict.Symbols, verdict.Dead, verdict.State), Is.EqualTo((3, 1, SurvivorshipState.Ok)));
    }

    private static async Task<StagedLake> ThreeSymbolsAsync()
    {
        var staged = new StagedLake(Start, End, null, "AAA", "BBB", "CCC") { CuratorOptions = Options };
        await DeliverAsync(staged, End);
        return staged;
    }

    // CCC dies after 300 sessions.
    private static async Task DeliverAsync(StagedLake staged, DateOnly end)
    {
        await staged.DeliverBarsAsync("AAA", Start, end, Upto(1, end));
        await staged.DeliverBarsAsync("BBB", Start, end, Upto(2, end));
        await staged.DeliverBarsAsync("CCC", Start, end, [.. Upto(3, end).Take(300)]);
    }

    private static (DateOnly, double)[] Upto(int seed, DateOnly end) =>
        [.. StagedLake.Path(Start, End, seed).Where(b => b.Day < end)];

    private static string Csv(StagedLake staged) =>
        File.ReadAllText(Path.Combine(staged.Lake.Root, "reference", "universe.csv"));

    private static string Past(StagedLake staged, DateOnly cut)
    {
        using var session = staged.Lake.OpenSession();
        session.Register(UniverseTable.Name);
        var rows = session.Query("SELECT * FROM reference.universe WHERE date < $1 ORDER BY symbol, date", cut);
        return string.Join('\n',
            Enumerable.Range(0, rows.RowCount)
                .Select(r =>
                    string.Join(',', Enumerable.Range(0, rows.ColumnCount).Select(c => $"{rows.Value(c, r):R}"))));
    }

    private static IReadOnlyList<string> Hashes(StagedLake staged) => [.. staged.Lake.Manifest.Files(UniverseTable.Name)
        .Select(f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(staged.Lake.Root, f.Path)))))];

    private static IReadOnlyList<string> Files(StagedLake staged) =>
        [.. staged.Lake.Manifest.Files(UniverseTable.Name).Zip(Hashes(staged), (f, h) => $"{f.Path} {h}")];

    private static IReadOnlyList<string> Statuses(StagedLake staged) => staged.Lake.Control.Read(r => r.Query<string>(
        "SELECT dt || ' ' || status || ' ' || row_count FROM partition_status WHERE table_name = @Name ORDER BY 1",
        new { UniverseTable.Name }));
}
