using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;
using TradeML.Proof.LakeCopies;
using TradeML.Store.KnownAt;
using TradeML.Testing;

namespace TradeML.Proof.Tests.LakeCopies;

public sealed class LakeCopyProofTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(),
        "trademl-pit-test-" + Guid.NewGuid().ToString("N"));

    [TearDown]
    public void Remove()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Run_TablesAsOf_KeepTheirBits([Values] StoreKind store)
    {
        using var lake = await CreateAsync(store);
        var derivations = DerivedTables.All(new());
        using var beside = store == StoreKind.Sqlite ? Open(lake.Root, lake, derivations, readOnly: true) : lake.Lake;
        Assert.That(LakeCopyProof.IsWhole(beside), Is.True);
        var (verdict, cuts) = await LakeCopyProof.RunAsync(beside, folder, root => Open(root, lake, derivations), 2, 1);
        Assert.That(cuts, Has.Count.EqualTo(2));
        Assert.That(verdict.Leaks.SelectMany(l => l.Examples), Is.Empty);
        Assert.That(verdict.Compared, Is.Positive);
    }

    [Test]
    public async Task Run_DerivationThatTakesTheNewestBars_IsCaught([Values] StoreKind store)
    {
        using var lake = await CreateAsync(store, new NewestBars());
        using var beside = store == StoreKind.Sqlite
            ? Open(lake.Root, lake, [new NewestBars()], readOnly: true)
            : lake.Lake;
        var (verdict, _) = await LakeCopyProof.RunAsync(beside, folder, root => Open(root, lake, [new NewestBars()]), 1,
            1);
        Assert.That(verdict.Leaks.Select(l => l.Column), Has.All.StartsWith("reference/delistings").And.Not.Empty);
        Assert.That(verdict.Holds, Is.False);
    }

    private static DataLake Open(
        string root, TemporaryLake lake, IReadOnlyList<ITableDerivation> derivations, bool readOnly = false) =>
        DataLake.Open(root, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { MemoryLimitMb = 512, ReadOnly = readOnly, Derivations = derivations }, lake.Time);

    /// <summary>Bars of three symbols, fetched month by month, and one delisting.</summary>
    private static async Task<TemporaryLake> CreateAsync(StoreKind store, ITableDerivation? derivation = null)
    {
        IReadOnlyList<ITableDerivation> derivations = derivation is null ? DerivedTables.All(new()) : [derivation];
        var lake = store == StoreKind.Sqlite ? new TemporaryLake(store) : new TemporaryLake(store, derivations);
        for (var month = new DateOnly(2023, 1, 1); month < new DateOnly(2023, 4, 1); month = month.AddMonths(1))
        {
            var days = ExchangeCalendar.Xnys.Sessions(month, month.AddMonths(1)).ToArray();
            foreach (var symbol in new[] { "AAA", "BBB", "CCC" }) await WriteBarsAsync(lake, symbol, days);
            lake.Time.Advance(TimeSpan.FromHours(1));
        }

        var table = lake.Lake.Contracts["reference/delistings"];
        await lake.Lake.Writer.WriteAsync(new LakeFileSpec { Table = table, Stem = "part", Supersedes = true },
            new ColumnBatch(table, new Dictionary<string, Array>
            {
                ["symbol"] = new[] { "CCC" }, ["delist_date"] = new[] { new DateOnly(2023, 4, 3) },
                ["reason"] = new[] { "UNKNOWN" }, ["source_name"] = new[] { "test" },
                ["source_priority"] = new[] { 1L }, ["known_at"] = new[] { lake.Time.GetUtcNow().UtcDateTime },
            }, 1));
        return lake;
    }

    private static Task WriteBarsAsync(TemporaryLake lake, string symbol, DateOnly[] days)
    {
        var table = lake.Lake.Contracts["raw/equities_bars"];
        double[] Price(double factor) => [.. days.Select(d => factor * (20 + (d.DayNumber % 7)))];
        T[] All<T>(T value) => [.. days.Select(_ => value)];
        var columns = new Dictionary<string, Array>
        {
            ["date"] = days, ["symbol"] = All(symbol), ["open"] = Price(1), ["high"] = Price(1.01),
            ["low"] = Price(0.99), ["close"] = Price(1), ["volume"] = Price(1000),
            ["session_id"] = days.Select(d => $"XNYS:{d:yyyy-MM-dd}").ToArray(),
            ["ingested_at"] = All(lake.Time.GetUtcNow().UtcDateTime), ["source_name"] = All("alpaca_sip"),
            ["source_uri"] = All("test"), ["api_version"] = All("v2"),
        };
        var spec = new LakeFileSpec
        {
            Table = table, Stem = $"{days[0]:yyyy-MM-dd}",
            Partition = [("freq", "1d"), ("source", "alpaca_sip"), ("symbol", symbol)], Source = "alpaca_sip",
            Symbol = symbol
        };
        return lake.Lake.Writer.WriteAsync(spec, new ColumnBatch(table, columns, days.Length));
    }

    /// <summary>A derived table that forgets the instant it is asked for.</summary>
    private sealed class NewestBars : ITableDerivation
    {
        public IReadOnlyCollection<string> Tables => ["reference/delistings"];

        public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
        {
            session.Register("raw/equities_bars");
            return """
                SELECT symbol, CAST(max(date) + 1 AS DATE) AS delist_date, 'UNKNOWN' AS reason, 'test' AS source_name,
                    CAST(1 AS BIGINT) AS source_priority,
                    CAST(NULL AS VARCHAR) AS claims, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS known_at
                FROM raw.equities_bars GROUP BY symbol ORDER BY symbol
                """;
        }
    }
}
