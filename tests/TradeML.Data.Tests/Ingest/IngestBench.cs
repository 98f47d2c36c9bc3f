using System.Globalization;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Node.Stage;
using TradeML.Testing;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Ingest;

/// <summary>A lake, a small simulated market and everything between them, on a clock that does not wait.</summary>
public sealed class IngestBench : IDisposable
{
    private static readonly Lazy<SimulatedMarket> LazyMarket = new(() => SimulatedMarket.Create(
        new MarketConfig
        {
            Symbols = 4, Start = new DateOnly(2019, 1, 2), End = new DateOnly(2020, 12, 31),
            ListedAtStart = 1, DelistingsPerYear = 0
        }));

    public IngestBench(ICrashPoint? crash = null)
    {
        Root = Path.Combine(Path.GetTempPath(), "trademl-ingest-" + Guid.NewGuid().ToString("N"));
        Lake = Open(crash);
    }

    public static SimulatedMarket Market => LazyMarket.Value;

    public static IReadOnlyList<string> Symbols => [.. Market.Securities.Select(s => s.Symbol)];

    public string Root { get; }

    public FastTime Time { get; } = new(new DateTimeOffset(2024, 3, 4, 22, 0, 0, TimeSpan.Zero));

    public DataLake Lake { get; private set; }

    public WorkerOptions Options { get; init; } = new()
    {
        MaxIdleWait = TimeSpan.FromDays(2),
        Backfill = new BackfillOptions { Backoff = new BackoffOptions { BaseSeconds = 30 }, MaxAttempts = 8 },
    };

    public static Task<VendorServer> ServeAsync(FaultPlan? faults = null, TimeProvider? clock = null) =>
        VendorServer.StartAsync(
            Market,
            new VendorServerOptions
            {
                Faults = faults ?? FaultPlan.None, HangTime = TimeSpan.FromMinutes(5),
                Clock = clock ?? TimeProvider.System
            });

    /// <summary>Closes the lake as a dying process would and opens it again.</summary>
    public void Reopen(ICrashPoint? crash = null)
    {
        Lake.Dispose();
        Lake = Open(crash);
    }

    public NodeInitResult Init(IReadOnlyList<string>? symbols = null, DateOnly? start = null, DateOnly? end = null) =>
        NodeInit.Run(
            Lake,
            new StageRequest
            {
                Symbols = symbols ?? Symbols, Start = start ?? new DateOnly(2019, 1, 2),
                End = end ?? new DateOnly(2021, 1, 1), MaxDaysPerTask = 400
            },
            ExchangeCalendar.Xnys, Time);

    /// <summary>
    /// Patience with an answer: longer than any machine needs, unless the test is about a vendor that does not answer.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public VendorSetup Setup(
        VendorServer server, string secret = "simulated-secret", int retries = 4, int pageLimit = 300)
    {
        var keys = new VendorKeys(new Dictionary<string, string>
        {
            ["ALPACA_DATA_URL"] = server.BaseUri.ToString(), ["ALPACA_TRADING_URL"] = server.BaseUri.ToString(),
            ["ALPACA_API_KEY"] = "SIMKEY", ["ALPACA_API_SECRET"] = secret,
        });
        var vendor = VendorTable.Of("alpaca")
            .Read(keys) with
        { PageLimit = pageLimit, MaxPages = 100, AsOf = new DateOnly(2024, 3, 4) };
        var budget = new VendorBudget(
            new VendorBudgetOptions { Vendor = "alpaca", RequestsPerMinute = 6000, Burst = 100 }, Lake.Control, Time);
        return VendorSetup.Alpaca(
            Lake, vendor,
            new VendorHttpOptions { Vendor = "alpaca", MaxRetries = retries, AttemptTimeout = AttemptTimeout }, budget,
            Time);
    }

    public async Task<BackfillSummary> RunAsync(
        VendorServer server, WorkerOptions? options = null, string secret = "simulated-secret", int retries = 4,
        CancellationToken token = default)
    {
        using var setup = Setup(server, secret, retries);
        return await Backfill.RunAsync(Lake, setup, options ?? Options, Time, null, token);
    }

    /// <summary>Asks for the bars of all symbols and days anew.</summary>
    public void AskAgain() => Lake.Control.Write(tx =>
    {
        foreach (var symbol in Symbols)
            BackfillQueue.Upsert(tx,
                NewTask.Of("equities_eod", symbol, new DateOnly(2019, 1, 2), new DateOnly(2021, 1, 1), TaskKind.Gap));
    });

    /// <summary>Everything the lake says, without when and whence it was fetched.</summary>
    public string Dump()
    {
        using var session = Lake.OpenSession();
        var text = new List<string>();
        foreach (var (table, order) in new[] { ("raw/equities_bars", "symbol, date"),
            ("raw/corp_actions", "symbol, ex_date, vendor_id"), ("raw/listings", "vendor_id") })
        {
            session.Register(table);
            var rows = session.Query(
                $"SELECT * EXCLUDE (ingested_at, source_uri) FROM {table.Replace('/', '.')} ORDER BY {order}");
            for (var r = 0; r < rows.RowCount; r++)
                text.Add(
                    string.Join('|',
                        Enumerable.Range(0, rows.ColumnCount)
                            .Select(c => Convert.ToString(rows.Value(c, r), CultureInfo.InvariantCulture))));
        }

        text.AddRange(Lake.Control.Read(r => r.Query<string>(
            "SELECT source_name || ' ' || table_name || ' ' || symbol || ' ' || dt || ' ' || status || ' ' || "
                + "qc_code FROM partition_status ORDER BY 1")));
        return string.Join('\n', text);
    }

    public long Versions() => Lake.Reader.Files("raw/equities_bars").Sum(f => f.Rows);

    public IReadOnlyList<string> BudgetEvents() =>
        Lake.Control.Read(r => r.Query<string>("SELECT event FROM vendor_budget_event ORDER BY id"));

    public IReadOnlyList<string> QuarantineLines()
    {
        var folder = Path.Combine(Root, "qc", "quarantine");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .SelectMany(File.ReadAllLines)]
            : [];
    }

    public void Dispose()
    {
        Lake.Dispose();
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private DataLake Open(ICrashPoint? crash) => DataLake.Open(
        Root, ContractCatalog.LoadEmbedded(),
        new DataLakeOptions { MemoryLimitMb = 256, Threads = 1, Synchronous = SyncMode.Normal }, Time, crash);
}
