using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Lake.Writing;
using TradeML.Store.KnownAt;
using TradeML.Testing;

namespace TradeML.Data.Tests.Quality;

/// <summary>A temporary lake with a stage, and what an ingest worker would have written into it.</summary>
public sealed class StagedLake : IDisposable
{
    public const string Source = "alpaca_sip";

    public StagedLake(DateOnly start, DateOnly end, ICrashPoint? crash, params string[] symbols)
        : this(start, end, crash, null, symbols)
    {
    }

    /// <summary>A lake whose clock begins at an instant.</summary>
    public StagedLake(DateOnly start, DateOnly end, DateTimeOffset now, params string[] symbols)
        : this(start, end, null, now, symbols)
    {
    }

    private StagedLake(DateOnly start, DateOnly end, ICrashPoint? crash, DateTimeOffset? now, string[] symbols)
    {
        Temporary = new TemporaryLake(crash: crash, derivations: DerivedTables.All(CuratorOptions), now: now);
        (Start, End) = (start, end);
        Stage(start, end, symbols);
    }

    public TemporaryLake Temporary { get; }

    public DataLake Lake => Temporary.Lake;

    public DateOnly Start { get; }

    public DateOnly End { get; }

    public BackfillOptions Options { get; init; } = new();

    public CuratorOptions CuratorOptions { get; init; } = new()
    {
        SourcePriority =
            new Dictionary<string, IReadOnlyList<string>> { ["raw/equities_bars"] = ["alpaca_sip", "other"] },
    };

    public Audit Audit => new(Lake, Options, Temporary.Time);

    public Curator Curator => new(Lake, CuratorOptions);

    public void Stage(DateOnly start, DateOnly end, params string[] symbols) => new NodeStage
    {
        NodeId = "test",
        Source = Source,
        Symbols = symbols,
        Datasets = new Dictionary<string, StageWindow>
        {
            ["equities_eod"] = new() { Start = start, End = end },
            ["corp_actions"] = new() { Start = start, End = end },
            ["listings"] = new() { Start = start, End = end },
        },
    }.Write(Audit.StagePath(Lake));

    /// <summary>A smooth price path, one close for each session of a half-open window.</summary>
    public static (DateOnly Day, double Close)[] Path(DateOnly start, DateOnly end, int seed = 1)
    {
        var random = new Random(seed);
        var close = 100.0;
        return [
            .. ExchangeCalendar.Xnys.Sessions(start, end).ToArray()
                .Select(d => (d, close = Math.Round(close * (1 + (0.02 * (random.NextDouble() - 0.5))), 4)))];
    }

    /// <summary>Delivers bars as a complete answer for a window, judged and recorded as the worker does.</summary>
    public async Task DeliverBarsAsync(
        string symbol, DateOnly start, DateOnly end, IReadOnlyList<(DateOnly Day, double Close)> bars,
        string source = Source,
        PartitionState? force = null)
    {
        if (bars.Count == 0)
        {
            Lake.Control.Write(tx => Confirmations.Record(tx, source, "equities_eod", symbol, start, end, 0, []));
            return;
        }

        var batch = Bars(symbol, bars, source);
        var verdicts = DailyBarQc.Assess(batch, symbol, start, end, ExchangeCalendar.Xnys, Options.Qc);
        if (force is { } state)
            verdicts = [
                .. verdicts
                    .Select(v =>
                        v with { Status = state, Code = state == PartitionState.Amber ? QcCodes.Stale : v.Code })];
        var spec = new LakeFileSpec
        {
            Table = Lake.Contracts["raw/equities_bars"],
            Partition = [("freq", "1d"), ("source", source), ("symbol", symbol)],
            Stem = $"{start:yyyy-MM-dd}_{end:yyyy-MM-dd}",
            Source = source,
            Symbol = symbol,
        };
        await Lake.Writer.WriteAsync(spec, batch, (tx, _) =>
        {
            Lake.Partitions.Set(tx, source, "raw/equities_bars", symbol, verdicts);
            Confirmations.Record(tx, source, "equities_eod", symbol, start, end, bars.Count, []);
        });
    }

    /// <summary>Vendor of the actions that are delivered next.</summary>
    public string ActionSource { get; set; } = "alpaca";

    /// <summary>Delivers corporate actions as a complete answer for a window.</summary>
    public async Task DeliverActionsAsync(
        string symbol, DateOnly start, DateOnly end,
        params (string Type, DateOnly Ex, double Ratio, double Amount)[] events)
    {
        if (events.Length == 0)
        {
            Lake.Control.Write(tx => Confirmations.Record(tx, ActionSource, "corp_actions", symbol, start, end, 0, []));
            return;
        }

        var spec = new LakeFileSpec
        {
            Table = Lake.Contracts["raw/corp_actions"],
            Partition = [("source", ActionSource), ("symbol", symbol)],
            Stem = $"{start:yyyy-MM-dd}_{end:yyyy-MM-dd}",
            Source = ActionSource,
            Symbol = symbol,
            First = start,
            Last = end.AddDays(-1),
        };
        await Lake.Writer.WriteAsync(spec, Actions(symbol, events), (tx, _) =>
            Confirmations.Record(tx, ActionSource, "corp_actions", symbol, start, end, events.Length, []));
    }

    /// <summary>Delivers one corporate action under a vendor's id; the same id again corrects it.</summary>
    public Task DeliverEventAsync(
        string symbol, string id, string type, DateOnly ex, double ratio, double amount, string? related = null) =>
        Lake.Writer.WriteAsync(
            new LakeFileSpec
            {
                Table = Lake.Contracts["raw/corp_actions"], Partition = [("source", "alpaca"), ("symbol", symbol)],
                Stem = $"{id}_{Now:yyyyMMddHHmmss}",
                Source = "alpaca", Symbol = symbol, First = ex, Last = ex,
            },
            Batch("raw/corp_actions", 1, new()
            {
                ["symbol"] = new[] { symbol }, ["event_type"] = new[] { type }, ["ex_date"] = new[] { ex },
                ["ratio"] = new[] { ratio },
                ["amount"] = new[] { amount }, ["vendor_id"] = new[] { id }, ["related_symbol"] = new[] { related },
            }, "alpaca"));

    /// <summary>Delivers the first minutes of some sessions, with verdicts of full days.</summary>
    public Task DeliverMinutesAsync(string symbol, IReadOnlyList<DateOnly> days, int seed, string source = Source)
    {
        const int Minutes = 3;
        var random = new Random(seed);
        var close = Enumerable.Range(0, days.Count * Minutes)
            .Select(_ => Math.Round(90 + (20 * random.NextDouble()), 2)).ToArray();
        var columns = new Dictionary<string, Array>
        {
            ["ts"] = days
                .SelectMany(d => Enumerable.Range(0, Minutes)
                    .Select(m => ExchangeCalendar.Xnys.Find(d)!.Value.OpenUtc.AddMinutes(m))).ToArray(),
            ["date"] = days.SelectMany(d => Enumerable.Repeat(d, Minutes)).ToArray(),
            ["symbol"] = close.Select(_ => (string?)symbol).ToArray(),
            ["open"] = close, ["high"] = close, ["low"] = close, ["close"] = close,
            ["volume"] = close.Select(c => Math.Floor(c)).ToArray(),
        };
        var spec = new LakeFileSpec
        {
            Table = Lake.Contracts["raw/equities_minute"],
            Partition = [("freq", "1m"), ("source", source), ("symbol", symbol)],
            Stem = $"{days[0]:yyyy-MM-dd}_{days[^1].AddDays(1):yyyy-MM-dd}", Source = source, Symbol = symbol,
        };
        return Lake.Writer.WriteAsync(spec, Batch("raw/equities_minute", close.Length, columns, source),
            (tx, _) => Lake.Partitions.Set(
                tx, source, "raw/equities_minute", symbol,
                [.. days.Select(d => new PartitionVerdict(d, PartitionState.Green, 1, Minutes, Minutes, QcCodes.Ok))]));
    }

    public Task DeliverListingsAsync(params (string Symbol, bool Active)[] assets) =>
        DeliverListingsAsync(null, assets);

    public Task DeliverListingsAsync(string? assetClass, params (string Symbol, bool Active)[] assets)
    {
        var spec = new LakeFileSpec
        {
            Table = Lake.Contracts["raw/listings"],
            Partition = [("source", "alpaca")],
            Stem = $"{Now:yyyy-MM-ddTHHmm}",
            Source = "alpaca",
        };
        return Lake.Writer.WriteAsync(spec, Batch("raw/listings", assets.Length, new()
        {
            ["vendor_id"] = assets.Select(a => (string?)("id-" + a.Symbol)).ToArray(),
            ["symbol"] = assets.Select(a => (string?)a.Symbol).ToArray(),
            ["status"] = assets.Select(a => (string?)(a.Active ? "active" : "inactive")).ToArray(),
            ["tradable"] = assets.Select(a => a.Active).ToArray(),
            ["asset_class"] = assets.Select(_ => assetClass).ToArray(),
        }, "alpaca"));
    }

    public void Dispose() => Temporary.Dispose();

    private DateTime Now => Temporary.Time.GetUtcNow().UtcDateTime;

    private ColumnBatch Bars(string symbol, IReadOnlyList<(DateOnly Day, double Close)> bars, string source)
    {
        var close = bars.Select(b => b.Close).ToArray();
        return Batch("raw/equities_bars", bars.Count, new()
        {
            ["date"] = bars.Select(b => b.Day).ToArray(),
            ["symbol"] = bars.Select(_ => (string?)symbol).ToArray(),
            ["open"] = close,
            ["high"] = close.Select(c => c * 1.01).ToArray(),
            ["low"] = close.Select(c => c * 0.99).ToArray(),
            ["close"] = close,
            ["volume"] = close.Select((_, i) => 1000.0 + i).ToArray(),
            ["session_id"] = bars.Select(b => (string?)$"XNYS:{b.Day:yyyy-MM-dd}").ToArray(),
        }, source);
    }

    private ColumnBatch Actions(string symbol, (string Type, DateOnly Ex, double Ratio, double Amount)[] events) =>
        Batch("raw/corp_actions", events.Length, new()
        {
            ["symbol"] = events.Select(_ => (string?)symbol).ToArray(),
            ["event_type"] = events.Select(e => (string?)e.Type).ToArray(),
            ["ex_date"] = events.Select(e => e.Ex).ToArray(),
            ["ratio"] = events.Select(e => e.Ratio).ToArray(),
            ["amount"] = events.Select(e => e.Amount).ToArray(),
            ["vendor_id"] = events.Select(e => (string?)$"{symbol}-{e.Type}-{e.Ex:yyyyMMdd}").ToArray(),
        }, ActionSource);

    private ColumnBatch Batch(string table, int rows, Dictionary<string, Array> columns, string source)
    {
        columns["ingested_at"] = Enumerable.Repeat(Now, rows).ToArray();
        columns["source_name"] = Enumerable.Repeat<string?>(source, rows).ToArray();
        columns["source_uri"] = Enumerable.Repeat<string?>("test", rows).ToArray();
        columns["api_version"] = Enumerable.Repeat<string?>("v2", rows).ToArray();
        return new ColumnBatch(Lake.Contracts[table], columns, rows);
    }
}
