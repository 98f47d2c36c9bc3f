using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Benchmarks;

/// <summary>
/// Reading vendors' answers into checked batches, without network and disk: 97,140 minute bars of one symbol in pages
/// of 10,000, and 377,400 daily bars of 100 symbols. Goal: far above the 100,000 rows a second of the whole way into
/// the lake.
/// </summary>
public class ConnectorBenchmarks
{
    private static readonly DateOnly Start = new(2009, 1, 2);
    private static readonly DateOnly End = new(2023, 12, 30);

    private readonly VendorSettings alpaca = VendorTable.Of("alpaca");

    private readonly VendorContext context = new(ContractCatalog.LoadEmbedded(), ExchangeCalendar.Xnys,
        TimeProvider.System);
    private byte[][] minutePages = [];
    private byte[][] dailyPages = [];
    private List<FetchRequest> dailyTasks = [];
    private FetchRequest minuteTask = null!;

    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var sessions = ExchangeCalendar.Xnys.Sessions(new DateOnly(2023, 1, 1), new DateOnly(2024, 1, 1)).ToArray();
        minuteTask = new FetchRequest("equities_minute", "AAA", new DateOnly(2023, 1, 1), new DateOnly(2024, 1, 1),
            TaskKind.Bootstrap, 1);
        var minutes = sessions.Select(d => ExchangeCalendar.Xnys.Find(d)!.Value)
            .SelectMany(s => Enumerable.Range(0, s.Minutes).Select(m => s.OpenUtc.AddMinutes(m)));
        minutePages = Pages([("AAA", [.. minutes])]);
        var symbols = Enumerable.Range(0, 100).Select(i => $"S{i:00}").ToList();
        dailyTasks = symbols.ConvertAll(s => new FetchRequest("equities_eod", s, Start, End, TaskKind.Bootstrap, 1));
        var days = ExchangeCalendar.Xnys.Sessions(Start, End).ToArray().Select(ExchangeCalendar.Xnys.MidnightUtc)
            .ToArray();
        dailyPages = Pages(symbols.ConvertAll(s => (s, days)));
        Check.That(await MinutesAsync() == sessions.Sum(d => ExchangeCalendar.Xnys.Find(d)!.Value.Minutes),
            "every minute arrives");
        Check.That(await DaysAsync() == 100 * days.Length, "every day arrives");
    }

    /// <summary>One year of one symbol's minutes.</summary>
    [Benchmark]
    public Task<long> MinutesAsync() =>
        FetchAsync(minutePages, AlpacaBars.Minute(alpaca, ExchangeCalendar.Xnys), [minuteTask]);

    /// <summary>Fifteen years of 100 symbols' days.</summary>
    [Benchmark]
    public Task<long> DaysAsync() =>
        FetchAsync(dailyPages, AlpacaBars.Daily(alpaca, ExchangeCalendar.Xnys), dailyTasks);

    /// <summary>
    /// The same year of minutes all the way: queue, fetch, checks, Parquet, manifest and ledger of an empty lake,
    /// opening it included.
    /// </summary>
    [Benchmark]
    public async Task<long> MinutesIntoALakeAsync()
    {
        var root = Path.Combine(Path.GetTempPath(), $"trademl-minutes-{Environment.ProcessId}");
        using (var lake = DataLake.Open(root, context.Contracts, new DataLakeOptions(), TimeProvider.System))
        using (var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, alpaca.Credentials(),
            new OpenGate(), TimeProvider.System, new Transport(minutePages)))
        {
            lake.Control
                .Write(tx =>
                    BackfillQueue.Upsert(tx,
                        NewTask.Of(minuteTask.Dataset, minuteTask.Symbol, minuteTask.Start, minuteTask.End,
                            minuteTask.Kind)));
            var budget = new VendorBudget(
                new VendorBudgetOptions { Vendor = "alpaca", RequestsPerMinute = 100_000, Burst = 1000 }, lake.Control,
                TimeProvider.System);
            var fetcher = new PagedFetcher(AlpacaBars.Minute(alpaca, ExchangeCalendar.Xnys), http, context);
            var budgets = new Dictionary<string, VendorBudget> { ["alpaca"] = budget };
            using var setup = VendorSetup.Of(lake, [fetcher], budgets, ExchangeCalendar.Xnys, TimeProvider.System);
            await Backfill.RunAsync(lake, setup, new WorkerOptions(), TimeProvider.System);
            Check.That(lake.Manifest.Files("raw/equities_minute").Sum(f => f.Rows) > 90_000,
                "the minutes are in the lake");
        }

        Directory.Delete(root, recursive: true);
        return 1;
    }

    private async Task<long> FetchAsync(byte[][] pages, AlpacaBars source, IReadOnlyList<FetchRequest> tasks)
    {
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, alpaca.Credentials(),
            new OpenGate(), TimeProvider.System, new Transport(pages));
        var results = await new PagedFetcher(source, http, context).FetchAsync(tasks, CancellationToken.None);
        return results.Sum(r => (long)r.Rows.RowCount);
    }

    private static byte[][] Pages(IReadOnlyList<(string Symbol, DateTime[] Stamps)> bars)
    {
        var chunks = bars.SelectMany(b => b.Stamps.Select(t => (b.Symbol, Stamp: t))).Chunk(10_000).ToList();
        return [.. chunks.Select((chunk, page) =>
        {
            var text = new StringBuilder("{\"bars\":{");
            foreach (var group in chunk.GroupBy(c => c.Symbol))
                text.Append(text.Length > 9 ? "," : "").Append('"').Append(group.Key).Append("\":[")
                    .AppendJoin(',', group.Select(c => Bar(c.Stamp))).Append(']');
            return Encoding.UTF8.GetBytes(
                text.Append("},\"next_page_token\":").Append(page + 1 < chunks.Count ? $"\"p{page}\"" : "null")
                    .Append('}').ToString());
        })];
    }

    private static string Bar(DateTime stamp)
    {
        var price = 100 + (stamp.Ticks / TimeSpan.TicksPerMinute % 1000 / 100.0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"t":"{{stamp:yyyy-MM-ddTHH:mm:ssZ}}","o":{{price:0.00}},"h":{{price + 0.5:0.00}},"l":{{price - 0.5:0.00}},"c":{{price + 0.1:0.00}},"v":{{(long)(price * 31)}},"n":{{(long)price}},"vw":{{price:0.0000}}}""");
    }

    private sealed class OpenGate : IRequestGate
    {
        public ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Observe(RateSignal signal)
        {
        }
    }

    private sealed class Transport(byte[][] pages) : HttpMessageHandler
    {
        private int next;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(pages[next++]);
            content.Headers.ContentType = new("application/json");
            return Task.FromResult(new HttpResponseMessage { Content = content });
        }
    }
}
