using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Audits;

/// <summary>What the control store knows when a scan begins, read in one snapshot.</summary>
internal sealed class AuditFacts
{
    private const string ArrivalSql = """
        SELECT DISTINCT p.series_id FROM partition_span p
        WHERE EXISTS (SELECT 1 FROM partition_day d
            WHERE d.series_id = p.series_id AND d.day >= p.start_day AND d.day < p.end_day)
        """;

    private static readonly IReadOnlyList<(DateOnly, DateOnly)> None = [];
    private readonly Dictionary<(string Dataset, string Key), List<Answer>> answers = [];
    private readonly Dictionary<(string Dataset, string Key), List<(DateOnly, DateOnly)>> open = [];
    private readonly Dictionary<string, (DateOnly First, DateOnly Last)> bars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Active, DateTime KnownAt)> assets = new(StringComparer.Ordinal);
    private Dictionary<long, List<PartitionSpan>> spans = [];
    private HashSet<long> arrivals = [];

    /// <summary>A complete answer of a vendor for a half-open window.</summary>
    public readonly record struct Answer(DateOnly Start, DateOnly End, DateTime AskedAt, string Source, long Rows);

    /// <summary>Reads the facts.</summary>
    /// <param name="reader">The view of the store.</param>
    /// <param name="listed">The table whose first and last rows bound a listing, with its source (null: any).</param>
    public static AuditFacts Read(ControlReader reader, (AuditedTable Table, string? Source)? listed)
    {
        var facts = new AuditFacts
        {
            spans = PartitionSpans.ReadAll(reader),
            arrivals = [.. reader.Query<long>(ArrivalSql)]
        };
        foreach (var (dataset, symbol, start, end, askedAt, source,
            rows) in reader.Query<(string, string?, long, long, string, string, long)>(
                "SELECT dataset, symbol, start_day, end_day, asked_at, source, rows FROM confirmations ORDER BY "
                    + "dataset, symbol, start_day, end_day, source"))
        {
            Add(facts.answers, (dataset, symbol ?? ""),
                new Answer(UnixDay.ToDate(start), UnixDay.ToDate(end), InstantText.Parse(askedAt), source, rows));
        }

        // A task that was given up waits for its retry: asking again at every scan would only fail again.
        foreach (var (dataset, symbol, start, end) in reader.Query<(string, string?, long, long)>(
            """
            SELECT dataset, symbol, start_date, end_date FROM backfill_queue
            WHERE status IN ('PENDING', 'LEASED', 'FAILED') AND kind <> 'QC_PROBE'
            ORDER BY dataset, symbol, start_date, end_date
            """))
        {
            Add(facts.open, (dataset, symbol ?? ""), (UnixDay.ToDate(start), UnixDay.ToDate(end)));
        }

        if (listed is { } from) facts.ReadBars(reader, from.Table.Table, from.Source);
        // a list that had not changed has no newer snapshot
        var confirmed = facts.Answers("listings", null).Select(a => a.AskedAt).DefaultIfEmpty().Max();
        foreach (var (symbol, active, knownAt) in reader.Query<(string, long, string)>(
            "SELECT symbol, MAX(active), MAX(known_at) FROM listed_asset GROUP BY symbol"))
        {
            var snapshot = InstantText.Parse(knownAt);
            facts.assets[symbol] = (active != 0, confirmed > snapshot ? confirmed : snapshot);
        }

        return facts;
    }

    /// <summary>Complete answers for a dataset and key, ascending by start; with a source only its own.</summary>
    public IEnumerable<Answer> Answers(string dataset, string? key, string? source = null)
    {
        var all = answers.GetValueOrDefault((dataset, key ?? "")) ?? [];
        return source is null ? all : all.Where(a => a.Source == source);
    }

    /// <summary>Windows that a task is to fetch already, ascending by start.</summary>
    public IReadOnlyList<(DateOnly Start, DateOnly End)> Open(string dataset, string? key) =>
        open.GetValueOrDefault((dataset, key ?? "")) ?? None;

    /// <summary>Whether rows have come in for days that a run of the series still calls missing.</summary>
    public bool HasArrivals(long series) => arrivals.Contains(series);

    /// <summary>The runs of days without rows that the store holds of a series.</summary>
    public IReadOnlyList<PartitionSpan> Spans(long series) => spans.GetValueOrDefault(series) ?? [];

    /// <summary>Takes note of the runs that the scan has just written.</summary>
    public void SetSpans(long series, List<PartitionSpan> now) => spans[series] = now;

    /// <summary>Whether the newest list names the symbol, as active or not, and when the list was fetched.</summary>
    public (bool Active, DateTime KnownAt)? Asset(string symbol) =>
        assets.TryGetValue(symbol, out var asset) ? asset : null;

    /// <summary>The listing interval of a symbol inside a stage window.</summary>
    public ListingInterval Listing(string symbol, string dataset, string? source, DateOnly start, DateOnly end)
    {
        var known = bars.TryGetValue(symbol, out var days);
        if (source == ListingInterval.FileSource)
            return ListingInterval.OfFile(symbol, known ? days.First : null, known ? days.Last : null, start, end);
        return ListingInterval.From(
            symbol, known ? days.First : null, known ? days.Last : null,
            [.. Answers(dataset, symbol, source).Select(a => (a.Start, a.End))], Asset(symbol)?.Active, start, end);
    }

    private void ReadBars(ControlReader reader, string table, string? source)
    {
        foreach (var (symbol, first, last) in reader.Query<(string, long?, long?)>(
            """
            SELECT s.symbol,
                   (SELECT p.day FROM partition_day p WHERE p.series_id = s.id AND p.status > 0 ORDER BY p.day LIMIT 1),
                   (SELECT p.day FROM partition_day p WHERE p.series_id = s.id AND p.status > 0
                       ORDER BY p.day DESC LIMIT 1)
            FROM partition_series s
                WHERE s.table_name = @table AND (@source IS NULL OR s.source_name = @source) AND s.symbol IS NOT NULL
            """, new { table, source }))
        {
            if (first is not { } f || last is not { } l) continue;
            var (from, to) = (UnixDay.ToDate(f), UnixDay.ToDate(l));
            if (bars.TryGetValue(symbol, out var other))
                (from, to) = (other.First < from ? other.First : from, other.Last > to ? other.Last : to);
            bars[symbol] = (from, to);
        }
    }

    private static void Add<T>(Dictionary<(string, string), List<T>> map, (string, string) key, T item)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        list.Add(item);
    }
}
