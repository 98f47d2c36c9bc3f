using TradeML.Lake.Control;

namespace TradeML.Data.Quality;

/// <summary>What the control store knows when a scan begins, read in one snapshot.</summary>
internal sealed class AuditFacts
{
    private static readonly IReadOnlyList<(DateOnly, DateOnly)> None = [];
    private readonly Dictionary<(string Dataset, string Symbol), List<Answer>> answers = [];
    private readonly Dictionary<(string Dataset, string Symbol), List<(DateOnly, DateOnly)>> open = [];
    private readonly Dictionary<string, (DateOnly First, DateOnly Last)> bars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Active, DateTime KnownAt)> assets = new(StringComparer.Ordinal);

    /// <summary>A complete answer of a vendor for a half-open window.</summary>
    public readonly record struct Answer(DateOnly Start, DateOnly End, DateTime AskedAt);

    public static AuditFacts Read(ControlReader reader, string source)
    {
        var facts = new AuditFacts();
        foreach (var (dataset, symbol, start, end, askedAt) in reader.Query<(string, string?, long, long, string)>(
            "SELECT dataset, symbol, start_day, end_day, asked_at FROM confirmations ORDER BY dataset, symbol, start_day, end_day"))
        {
            Add(facts.answers, (dataset, symbol ?? ""), new Answer(UnixDay.ToDate(start), UnixDay.ToDate(end), InstantText.Parse(askedAt)));
        }

        // A task that was given up waits for its retry: asking again at every scan would only fail again.
        foreach (var (dataset, symbol, start, end) in reader.Query<(string, string?, long, long)>(
            """
            SELECT dataset, symbol, start_date, end_date FROM backfill_queue WHERE status IN ('PENDING', 'LEASED', 'FAILED')
            ORDER BY dataset, symbol, start_date, end_date
            """))
        {
            Add(facts.open, (dataset, symbol ?? ""), (UnixDay.ToDate(start), UnixDay.ToDate(end)));
        }

        foreach (var (symbol, first, last) in reader.Query<(string, long?, long?)>(
            """
            SELECT s.symbol,
                   (SELECT p.day FROM partition_day p WHERE p.series_id = s.id AND p.status > 0 ORDER BY p.day LIMIT 1),
                   (SELECT p.day FROM partition_day p WHERE p.series_id = s.id AND p.status > 0 ORDER BY p.day DESC LIMIT 1)
            FROM partition_series s WHERE s.table_name = @table AND s.source_name = @source AND s.symbol IS NOT NULL
            """, new { table = AuditedTable.Bars.Table, source }))
        {
            if (first is { } f && last is { } l) facts.bars[symbol] = (UnixDay.ToDate(f), UnixDay.ToDate(l));
        }

        foreach (var (symbol, active, knownAt) in reader.Query<(string, long, string)>(
            "SELECT symbol, MAX(active), MAX(known_at) FROM listed_asset GROUP BY symbol"))
        {
            facts.assets[symbol] = (active != 0, InstantText.Parse(knownAt));
        }

        return facts;
    }

    /// <summary>Complete answers for a dataset and symbol, ascending by start.</summary>
    public IReadOnlyList<Answer> Answers(string dataset, string? symbol) => answers.GetValueOrDefault((dataset, symbol ?? "")) ?? [];

    /// <summary>Windows that a task is to fetch already, ascending by start.</summary>
    public IReadOnlyList<(DateOnly Start, DateOnly End)> Open(string dataset, string? symbol) =>
        open.GetValueOrDefault((dataset, symbol ?? "")) ?? None;

    /// <summary>Whether the newest list names the symbol, as active or not, and when the list was fetched.</summary>
    public (bool Active, DateTime KnownAt)? Asset(string symbol) => assets.TryGetValue(symbol, out var asset) ? asset : null;

    /// <summary>The listing interval of a symbol inside a stage window.</summary>
    public ListingInterval Listing(string symbol, string dataset, DateOnly start, DateOnly end)
    {
        var known = bars.TryGetValue(symbol, out var days);
        return ListingInterval.From(
            symbol, known ? days.First : null, known ? days.Last : null,
            [.. Answers(dataset, symbol).Select(a => (a.Start, a.End))], Asset(symbol)?.Active, start, end);
    }

    private static void Add<T>(Dictionary<(string, string), List<T>> map, (string, string) key, T item)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        list.Add(item);
    }
}
