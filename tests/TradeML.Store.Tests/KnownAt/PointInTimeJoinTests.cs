using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Writing;
using TradeML.Store.KnownAt;
using TradeML.Testing;

namespace TradeML.Store.Tests.KnownAt;

/// <summary>
/// Macro series and fundamentals joined by what was known: first prints, revisions, restatements, lags.
/// </summary>
public sealed class PointInTimeJoinTests
{
    private const string Macros = "raw/macros_fred", Income = "raw/fundamentals_income";
    private static readonly PointInTimeJoin Macro = new()
    {
        Left = "asked", Instant = "instant", Right = Macros, On = [("series", "series_id")],
        Latest = ["observation_date"], Take = ["observation_date", "value"],
    };

    private static readonly PointInTimeJoin Revenue = new()
    {
        Left = "asked", Instant = "instant", Right = Income, On = [("symbol", "symbol")], Only = [("period", "FY")],
        Latest = ["period_end"],
        Take = ["period_end", "revenue"],
    };

    [TestCase("UNRATE", "2023-09-01T23:59:59Z", double.NaN, Description = "the day of the release is not over")]
    [TestCase("UNRATE", "2023-09-02T00:00:00Z", 3.8)]
    [TestCase("UNRATE", "2025-01-10T20:00:00Z", 3.8)]
    [TestCase("UNRATE", "2025-01-11T00:00:00Z", 3.7)]
    [TestCase("CPIAUCSL", "2024-02-14T00:00:00Z", 309.685)]
    [TestCase("CPIAUCSL", "2025-02-13T00:00:00Z", 309.698)]
    public async Task Macro_AtAnInstant_IsTheValueThatWasPublicThen(string series, string instant, double expected)
    {
        using var temporary = await MacroLakeAsync();
        Assert.That(Value(temporary, Macro, ("series", series), instant), Is.EqualTo(expected));
    }

    [Test]
    public async Task Macro_OldPeriodRevisedAfterANewerOne_DoesNotDisplaceIt()
    {
        using var temporary = await MacroLakeAsync();
        await WriteMacroAsync(temporary, ("UNRATE", "2023-09-01", 3.9, "2023-10-06"));
        Assert.That(Value(temporary, Macro, ("series", "UNRATE"), "2025-06-01T00:00:00Z"), Is.EqualTo(3.9),
            "August's revision is no news of September");
        var august = Macro with { On = [("series", "series_id"), ("period", "observation_date")], Latest = [] };
        using var session = temporary.Lake.OpenSession();
        session.CreateTable("asked", ("series", new[] { "UNRATE" }), ("period", new[] { new DateOnly(2023, 8, 1) }),
            ("instant", new[] { Utc("2025-06-01T00:00:00Z") }));
        Assert.That(august.Run(temporary.Lake, session).Doubles(4)[0], Is.EqualTo(3.7));
    }

    [Test]
    public async Task Macro_FetchedAgain_StaysWhatItWas()
    {
        using var temporary = await MacroLakeAsync();
        temporary.Time.SetUtcNow(Utc("2026-03-01T00:00:00Z"));
        await WriteMacroAsync(temporary, ("UNRATE", "2023-08-01", 3.8, "2023-09-01"));
        Assert.That(Value(temporary, Macro, ("series", "UNRATE"), "2026-06-01T00:00:00Z"), Is.EqualTo(3.7),
            "an old vintage seen again is no news");
    }

    [Test]
    public async Task Fundamental_RestatedAndLagged_IsTheStatementThatWasOut()
    {
        using var temporary = new TemporaryLake();
        await WriteIncomeAsync(temporary, ("2022-12-31", 90, "2023-02-01T21:30:00Z"),
            ("2023-12-31", 100, "2024-02-01T21:30:00Z"),
            ("2023-12-31", 95, "2024-05-10T12:00:00Z"), ("2022-12-31", 88, "2024-06-03T12:00:00Z"));
        Assert.That(At("2023-02-01T22:29:59Z"), Is.NaN, "an hour of lag is declared");
        Assert.That(At("2023-02-01T22:30:00Z"), Is.EqualTo(90));
        Assert.That(At("2024-02-01T21:30:00Z"), Is.EqualTo(90));
        Assert.That(At("2024-02-01T22:30:00Z"), Is.EqualTo(100));
        Assert.That(At("2024-05-10T13:00:00Z"), Is.EqualTo(95), "restated");
        Assert.That(At("2024-07-01T00:00:00Z"), Is.EqualTo(95), "the year before was restated later still");

        double At(string instant) => Value(temporary, Revenue, ("symbol", "AAA"), instant);
    }

    [Test]
    public async Task Fundamental_OverwrittenInPlace_CountsFromWhenItWasSeen()
    {
        using var temporary = new TemporaryLake();
        await WriteIncomeAsync(temporary, ("2022-12-31", 90, "2023-02-01T21:30:00Z"));
        temporary.Time.SetUtcNow(Utc("2024-09-01T00:00:00Z"));
        await WriteIncomeAsync(temporary, ("2022-12-31", 70, "2023-02-01T21:30:00Z"));
        Assert.That(Value(temporary, Revenue, ("symbol", "AAA"), "2024-08-31T23:59:59Z"), Is.EqualTo(90));
        Assert.That(Value(temporary, Revenue, ("symbol", "AAA"), "2024-09-01T00:00:00Z"), Is.EqualTo(70));
        var then = Revenue with { AsOf = Utc("2024-08-01T00:00:00Z") };
        Assert.That(Value(temporary, then, ("symbol", "AAA"), "2025-01-01T00:00:00Z"), Is.EqualTo(90),
            "the lake had not seen it");
    }

    [Test]
    public void Join_ThatCannotTellWhatWasKnown_IsRefusedWithASentence()
    {
        using var temporary = new TemporaryLake();
        using var session = temporary.Lake.OpenSession();
        session.CreateTable("asked", ("series", new[] { "UNRATE" }), ("instant", new[] { Utc("2024-01-01T00:00:00Z") }),
            ("day", new[] { new DateOnly(2024, 1, 1) }));
        Assert.That(Refusal(Macro with { Right = "models/trial_returns", On = [], Latest = [], Take = ["net_return"] }),
            Does.Contain("declares no knowledge time"));
        Assert.That(Refusal(Macro with { Right = "reference/calendars", On = [], Latest = [], Take = ["holiday"] }),
            Does.Contain("declares no knowledge time"));
        Assert.That(Refusal(Macro with { Instant = "day" }), Does.Contain("is a DATE, not an instant"));
        Assert.That(Refusal(Macro with { Lag = TimeSpan.FromDays(-1) }), Does.Contain("shorter than"));
        Assert.That(Refusal(Macro with { Latest = [] }), Does.Contain("its key has observation_date too"));
        Assert.That(Refusal(Macro with { Take = ["price"] }), Does.Contain("no column 'price'"));

        string Refusal(PointInTimeJoin join) =>
            Assert.Throws<TradeMLException>(() => join.Run(temporary.Lake, session))!.Message;
    }

    /// <summary>
    /// Real vintages: every value equals the newest vintage of the newest observation known, and later vintages change
    /// nothing.
    /// </summary>
    [Test]
    [Category("SharedData")]
    public async Task Macro_RealVintages_AgreeWithTheirDefinitionAndNeverSeeTheFuture()
    {
        var path = TestPaths.SharedFile("macro_vintages.parquet");
        var cut = new DateOnly(2016, 10, 15);
        using var whole = new TemporaryLake();
        using var past = new TemporaryLake();
        await ImportAsync(whole, path, "true");
        await ImportAsync(past, path, $"vintage_date <= DATE '{cut:yyyy-MM-dd}'");
        var days = Enumerable.Range(0, 40).Select(i => new DateOnly(2016, 6, 20).AddDays(i * 7)).ToArray();
        var (all, known) = (Join(whole), Join(past));
        Assert.That(known.Where(r => r.Day <= cut), Is.EqualTo(all.Where(r => r.Day <= cut)),
            "what came later changes nothing");
        Assert.That(all, Is.EqualTo(Defined(whole)));
        Assert.That(all.Count(r => r.Value is not null), Is.GreaterThan(1000));

        List<(string Series, DateOnly Day, object? Observation, object? Value)> Join(TemporaryLake temporary)
        {
            using var session = temporary.Lake.OpenSession();
            session.CreateTable("day", ("day", days));
            session.Register(Macros);
            session.Execute(
                "CREATE TEMP TABLE asked AS SELECT series, day, (day + 1)::TIMESTAMP AT TIME ZONE 'UTC' AS instant "
                    + "FROM day, (SELECT DISTINCT series_id AS series FROM raw.macros_fred) ORDER BY ALL");
            var rows = Macro.Run(temporary.Lake, session);
            return [
                .. Enumerable.Range(0, rows.RowCount)
                    .Select(i => (rows.Texts(0)[i]!, rows.Dates(1)[i], rows.Value(3, i), rows.Value(4, i)))];
        }

        List<(string Series, DateOnly Day, object? Observation, object? Value)> Defined(TemporaryLake temporary)
        {
            using var session = temporary.Lake.OpenSession();
            session.CreateTable("day", ("day", days));
            session.Register(Macros);
            var rows = session.Query(
                """
                SELECT s.series_id, d.day, max(m.observation_date),
                    arg_max(m.value, row(m.observation_date, m.vintage_date))
                FROM (SELECT DISTINCT series_id FROM raw.macros_fred) s CROSS JOIN day d
                LEFT JOIN raw.macros_fred m ON m.series_id = s.series_id AND m.vintage_date <= d.day
                GROUP BY ALL ORDER BY ALL
                """);
            return [
                .. Enumerable.Range(0, rows.RowCount)
                    .Select(i => (rows.Texts(0)[i]!, rows.Dates(1)[i], rows.Value(2, i), rows.Value(3, i)))];
        }
    }

    private static async Task<TemporaryLake> MacroLakeAsync()
    {
        var temporary = new TemporaryLake();
        await WriteMacroAsync(temporary, ("UNRATE", "2023-08-01", 3.8, "2023-09-01"),
            ("UNRATE", "2023-08-01", 3.7, "2025-01-10"),
            ("CPIAUCSL", "2024-01-01", 309.685, "2024-02-13"), ("CPIAUCSL", "2024-01-01", 309.698, "2025-02-12"));
        return temporary;
    }

    private static Task WriteMacroAsync(
        TemporaryLake temporary, params (string Series, string Period, double Value, string Vintage)[] rows) =>
            WriteAsync(
                temporary, Macros, string.Join(" UNION ALL ", rows.Select(r =>
                    $"SELECT '{r.Series}' AS series_id, DATE '{r.Period}' AS observation_date, {r.Value} AS value, "
                        + $"DATE '{r.Vintage}' AS vintage_date, NULL AS vintage_end")));

    private static Task WriteIncomeAsync(
        TemporaryLake temporary, params (string Period, double Revenue, string Filed)[] rows) => WriteAsync(
            temporary, Income, string.Join(" UNION ALL ", rows.Select(r =>
                $"SELECT 'AAA' AS symbol, DATE '{r.Period}' AS period_end, 'FY' AS period, {r.Revenue} AS revenue, "
                    + $"TIMESTAMPTZ '{r.Filed}' AS filed_at, 'USD' AS currency")));

    private static Task ImportAsync(TemporaryLake temporary, string path, string where) => WriteAsync(
        temporary, Macros, $"SELECT *, NULL AS vintage_end FROM read_parquet('{path}') WHERE {where}");

    private static async Task WriteAsync(TemporaryLake temporary, string table, string rows)
    {
        var contract = temporary.Lake.Contracts[table];
        using var session = temporary.Lake.OpenSession();
        var missing = contract.Columns.Where(c => c.Nullable).Select(c => $"NULL AS {c.Name}");
        session.Execute($"CREATE OR REPLACE TEMP TABLE given AS {rows}");
        var stamps =
            $"SELECT *, TIMESTAMPTZ '{temporary.Time.GetUtcNow():yyyy-MM-dd HH:mm:ss}+00' AS ingested_at, 'test' AS "
                + "source_name, 'test' AS source_uri, '1' AS api_version FROM given";
        await temporary.Lake.Writer.WriteQueryAsync(
            new LakeFileSpec
            {
                Table = contract, Stem = $"{temporary.Time.GetUtcNow():yyyyMMddHHmm}",
                Partition = [("source", "test")], Source = "test"
            }, session,
            $"{stamps} UNION ALL BY NAME SELECT {string.Join(", ", missing)} WHERE false");
    }

    private static double Value(
        TemporaryLake temporary, PointInTimeJoin join, (string Name, string Value) key, string instant)
    {
        using var session = temporary.Lake.OpenSession();
        session.CreateTable("asked", (key.Name, new[] { key.Value }), ("instant", new[] { Utc(instant) }));
        var rows = join.Run(temporary.Lake, session);
        Assert.That(rows.RowCount, Is.EqualTo(1));
        return rows.Doubles(3)[0];
    }

    private static DateTime Utc(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
