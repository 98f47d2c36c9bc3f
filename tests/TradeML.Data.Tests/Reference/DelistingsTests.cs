using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Data.Reference;
using TradeML.Data.Settings;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Data.Tests.Reference;

public sealed class DelistingsTests
{
    private static readonly CuratorOptions Options = new()
    {
        SourcePriority =
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["reference/delistings"] = ["sec", "alpha_vantage", "fmp",
                "alpaca_sip"]
            },
    };

    [Test]
    public async Task Build_ThreeSources_TheSecsDayWinsAndEveryClaimStays()
    {
        using var lake = new TemporaryLake();
        await FmpAsync(lake, ("AAA", "2024-03-07"));
        await AlphaVantageAsync(lake, ("AAA", "2024-03-05"));
        await FilingsAsync(lake, "AAA", ("25-NSE", "2024-03-04"), ("10-K", "2024-02-01"));
        Assert.That(await RowsAsync(lake),
            Is.EqualTo(
                new[] { "AAA 2024-03-04 UNKNOWN sec 0 [sec=2024-03-04 alpha_vantage=2024-03-05 fmp=2024-03-07]" }));
    }

    [Test]
    public async Task Build_Form25OfANote_DoesNotEndTheStock()
    {
        using var lake = new TemporaryLake();
        await FilingsAsync(lake, "AAA", ("25-NSE", "2020-05-04"), ("25", "2021-05-04"), ("10-Q", "2024-05-01"));
        await FilingsAsync(lake, "BBB", ("25-NSE", "2024-03-04"), ("15-12B", "2024-03-18"));
        await FilingsAsync(lake, "CCC", ("25-NSE", "2019-01-02"), ("25-NSE", "2024-02-01"), ("25-NSE", "2024-03-04"));
        await FmpAsync(lake, ("CCC", "2024-03-01"));
        Assert.That(await RowsAsync(lake), Is.EqualTo(new[]
        {
            "BBB 2024-03-04 UNKNOWN sec 0 [sec=2024-03-04]",
            "CCC 2024-03-04 UNKNOWN sec 0 [sec=2024-03-04 fmp=2024-03-01]",
        }));
    }

    [Test]
    public async Task Build_IssuersForm25AndLoneForm15_TakeEffectOnTheirSession()
    {
        using var lake = new TemporaryLake();
        await FilingsAsync(lake, "AAA", ("25", "2024-02-28"), ("15-12G", "2024-03-11")); // ten days later is a Saturday
        await FilingsAsync(lake, "BBB", ("15-12B", "2024-03-18"));
        await FilingsAsync(lake, "CCC", ("15-12G", "2024-03-18"));
        Assert.That(await RowsAsync(lake),
            Is.EqualTo(
                new[] { "AAA 2024-03-11 VOLUNTARY sec 0 [sec=2024-03-11]",
                    "BBB 2024-03-18 UNKNOWN sec 0 [sec=2024-03-18]" }));
    }

    [Test]
    public async Task Build_TickerUsedAgain_TwoEvents()
    {
        using var lake = new TemporaryLake();
        await AlphaVantageAsync(lake, ("AAA", "2014-07-01"), ("AAA", "2023-02-01"));
        await FmpAsync(lake, ("AAA", "2014-07-03"));
        Assert.That(await RowsAsync(lake), Is.EqualTo(new[]
        {
            "AAA 2014-07-01 UNKNOWN alpha_vantage 1 [alpha_vantage=2014-07-01 fmp=2014-07-03]",
            "AAA 2023-02-01 UNKNOWN alpha_vantage 1 [alpha_vantage=2023-02-01]",
        }));
    }

    [Test]
    public async Task Build_DateToComeThatLeftTheList_WasCalledOff()
    {
        using var lake = new TemporaryLake();
        var today = DateOnly.FromDateTime(lake.Time.GetUtcNow().UtcDateTime);
        string Day(int days) => today.AddDays(days).ToString("yyyy-MM-dd");
        await FmpAsync(lake, ("AAA", Day(30)), ("BBB", Day(40)), ("CCC", Day(-400)));
        var then = lake.Time.GetUtcNow().UtcDateTime;
        Assert.That((await RowsAsync(lake)).Select(r => r[..3]), Is.EqualTo(new[] { "AAA", "BBB", "CCC" }));
        lake.Time.Advance(TimeSpan.FromDays(1));
        await FmpAsync(lake, ("BBB", Day(40)));
        Assert.That((await RowsAsync(lake)).Select(r => r[..3]), Is.EqualTo(new[] { "BBB", "CCC" }),
            "what has happened stays when a list forgets it");
        Assert.That((await RowsAsync(lake, then)).Select(r => r[..3]), Is.EqualTo(new[] { "AAA", "BBB", "CCC" }),
            "as it was known before");
    }

    [Test]
    public async Task Build_NothingNew_WritesNothing()
    {
        using var lake = new TemporaryLake();
        await FmpAsync(lake, ("AAA", "2024-03-07"));
        Assert.That(await ReferenceTables.BuildAsync(lake.Lake, Options, null, CancellationToken.None),
            Does.Contain("reference/delistings"));
        Assert.That(await ReferenceTables.BuildAsync(lake.Lake, Options, null, CancellationToken.None), Is.Empty);
        Assert.That(await ReferenceTables.BuildAsync(lake.Lake, new CuratorOptions(), null, CancellationToken.None),
            Does.Contain("reference/delistings"), "priorities count");
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(TemporaryLake lake, DateTime? asOf = null)
    {
        await ReferenceTables.BuildAsync(lake.Lake, Options, asOf, CancellationToken.None);
        using var session = lake.Lake.OpenSession();
        session.Register("reference/delistings");
        var rows = session.Query(
            "SELECT symbol || ' ' || delist_date || ' ' || reason || ' ' || source_name || ' ' || source_priority || "
                + "' [' || claims || ']' FROM reference.delistings ORDER BY symbol, delist_date");
        return [.. rows.Texts(0).Select(t => t!)];
    }

    private static Task FmpAsync(TemporaryLake lake, params (string Symbol, string Date)[] rows) =>
        WriteAsync(lake, "raw/delistings", "fmp", null, rows.Length, new()
        {
            ["symbol"] = rows.Select(r => (string?)r.Symbol).ToArray(),
            ["delist_date"] = rows.Select(r => DateOnly.Parse(r.Date)).ToArray(),
        });

    private static Task AlphaVantageAsync(TemporaryLake lake, params (string Symbol, string Date)[] rows) =>
        WriteAsync(lake, "raw/listings", "alpha_vantage", null, rows.Length, new()
        {
            ["vendor_id"] = rows.Select(r => (string?)$"{r.Symbol}||{r.Date}").ToArray(),
            ["symbol"] = rows.Select(r => (string?)r.Symbol).ToArray(),
            ["status"] = rows.Select(_ => (string?)"inactive").ToArray(),
            ["tradable"] = rows.Select(_ => false).ToArray(),
            ["delist_date"] = rows.Select(r => (DateOnly?)DateOnly.Parse(r.Date)).ToArray(),
        });

    private static Task FilingsAsync(TemporaryLake lake, string symbol, params (string Form, string Date)[] rows) =>
        WriteAsync(lake, "raw/filings", "sec", symbol, rows.Length, new()
        {
            ["symbol"] = rows.Select(_ => (string?)symbol).ToArray(),
            ["cik"] = rows.Select(_ => (string?)"0000000001").ToArray(),
            ["accession"] = rows.Select((r, i) => (string?)$"{r.Date}-{i}").ToArray(),
            ["form"] = rows.Select(r => (string?)r.Form).ToArray(),
            ["filing_date"] = rows.Select(r => DateOnly.Parse(r.Date)).ToArray(),
            ["accepted_at"] = rows.Select(r => DateTime.SpecifyKind(DateTime.Parse(r.Date), DateTimeKind.Utc))
                .ToArray(),
        });

    private static Task WriteAsync(
        TemporaryLake lake, string table, string source, string? symbol, int rows, Dictionary<string, Array> columns)
    {
        var now = lake.Time.GetUtcNow().UtcDateTime;
        now = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        columns["ingested_at"] = Enumerable.Repeat(now, rows).ToArray();
        columns["source_name"] = Enumerable.Repeat<string?>(source, rows).ToArray();
        columns["source_uri"] = Enumerable.Repeat<string?>("test", rows).ToArray();
        columns["api_version"] = Enumerable.Repeat<string?>("1", rows).ToArray();
        var spec = new LakeFileSpec
        {
            Table = lake.Lake.Contracts[table],
            Partition = symbol is null ? [("source", source)] : [("source", source), ("symbol", symbol)],
            Stem = $"{now:yyyyMMddTHHmmss}",
            Source = source,
            Symbol = symbol,
        };
        return lake.Lake.Writer.WriteAsync(spec, new ColumnBatch(lake.Lake.Contracts[table], columns, rows));
    }
}
