using TradeML.Core.Configuration;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality;

/// <summary>What is expected, set down in <c>listing</c> and <c>audit_series</c>, and the questions over all series at once.</summary>
internal static class AuditPlan
{
    private const string ListingSql = """
        INSERT INTO listing (symbol, source, first_day, last_day, basis) VALUES (@symbol, @source, @first, @last, @basis)
        ON CONFLICT (symbol, source) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day, basis = excluded.basis
        """;

    private const string SeriesSql = """
        INSERT INTO audit_series (series_id, table_name, symbol, start_day, end_day) VALUES (@series, @table, @symbol, @start, @end)
        ON CONFLICT (series_id) DO UPDATE SET start_day = excluded.start_day, end_day = excluded.end_day
        """;

    private const string KnownSql = """
        SELECT s.id AS Id, s.table_name AS TableName, s.symbol AS Symbol, a.start_day AS Start, a.end_day AS "End",
               a.seen_start AS SeenStart, a.seen_end AS SeenEnd
        FROM partition_series s LEFT JOIN audit_series a ON a.series_id = s.id
        WHERE s.source_name IN (@source, 'curator') AND s.symbol IS NOT NULL AND s.partition_key IS NULL
        """;

    // A jump on the day of a split, merger or spin-off is what the vendor should deliver; both the raw and the curated row carry the code.
    private static readonly DialectSql JumpSql = new(d => $"""
        UPDATE partition_day SET status = 2, qc_score = 1, qc_code = 'JUMP_EXPLAINED'
        WHERE status = 1 AND qc_code = 'JUMP_UNEXPLAINED' AND (series_id, day) IN (
            SELECT s.id, e.day FROM partition_series s {d.JoinInOrder} corp_event_day e ON e.symbol = s.symbol
            WHERE e.explains = 1 AND s.table_name IN ('raw/equities_bars', 'curated/equities_ohlcv_adj'))
        """);

    private const string EventSql = """
        UPDATE partition_day SET qc_code = 'OK', row_count = e.events
        FROM audit_series a, corp_event_day e
        WHERE a.table_name = 'reference/corp_actions' AND e.symbol = a.symbol
          AND partition_day.series_id = a.series_id AND partition_day.day = e.day
          AND partition_day.status = 2 AND (partition_day.qc_code <> 'OK' OR partition_day.row_count <> e.events)
        """;

    /// <summary>Writes down listing intervals and expected windows; returns the series in order of table and symbol.</summary>
    public static List<AuditSeries> Register(
        ControlTransaction tx, PartitionLedger ledger, StageFile stage, IReadOnlyList<AuditedTable> tables, AuditFacts facts, DateOnly openEnd)
    {
        var known = tx.Query<KnownSeries>(KnownSql, new { source = stage.Source }).ToDictionary(k => (k.TableName, k.Symbol));
        var bars = AuditedTable.Bars;
        var listings = stage.Datasets.TryGetValue(bars.Dataset, out var window)
            ? stage.Symbols.ToDictionary(s => s, s => facts.Listing(s, bars.Dataset, window.Start, Earlier(window.EndOr(openEnd), openEnd)), StringComparer.Ordinal)
            : [];
        Save(tx, stage.Source, listings.Values);

        var result = new List<AuditSeries>();
        foreach (var table in tables)
        {
            var source = table == bars ? stage.Source : AuditedTable.DerivedSource;
            var (start, end) = (stage.Datasets[table.Dataset].Start, Earlier(stage.Datasets[table.Dataset].EndOr(openEnd), openEnd));
            foreach (var symbol in stage.Symbols)
            {
                var listing = listings.GetValueOrDefault(symbol);
                var first = listing?.First is { } f && f > start ? f : start;
                var last = listing?.Last is { } l && l.AddDays(1) < end ? l.AddDays(1) : end;
                result.Add(Series(tx, ledger, table, source, symbol, first, last < first ? first : last, known.GetValueOrDefault((table.Table, symbol))));
            }
        }

        return result;
    }

    /// <summary>Lets known corporate actions speak: event days of the reference table, and jumps that they explain.</summary>
    public static long ApplyEvents(ControlTransaction tx) => tx.Execute(JumpSql.For(tx.Dialect)) + (long)tx.Execute(EventSql);

    /// <summary>AMBER and RED partitions of every series that has any, over its expected days.</summary>
    public static Dictionary<long, (long Amber, long Red)> OpenCounts(ControlReader reader) => reader.Query<(long Id, long Amber, long Red)>(
        """
        SELECT a.series_id, SUM(CASE WHEN p.status = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN p.status = 0 THEN 1 ELSE 0 END)
        FROM audit_series a JOIN partition_day p ON p.series_id = a.series_id AND p.day >= a.start_day AND p.day < a.end_day
        WHERE p.status < 2 GROUP BY a.series_id
        """).ToDictionary(c => c.Id, c => (c.Amber, c.Red));

    /// <summary>Counts by table over the expected days.</summary>
    public static IReadOnlyList<CoverageSummary> Coverage(ControlReader reader) => [.. reader.Query<(string Name, long Green, long Amber, long Red)>(
        """
        WITH expected AS (
            SELECT table_name, SUM((SELECT COUNT(*) FROM session s WHERE s.day >= a.start_day AND s.day < a.end_day)) AS n
            FROM audit_series a GROUP BY table_name),
        open AS (
            SELECT a.table_name, SUM(CASE WHEN p.status = 1 THEN 1 ELSE 0 END) AS amber, SUM(CASE WHEN p.status = 0 THEN 1 ELSE 0 END) AS red
            FROM audit_series a JOIN partition_day p ON p.series_id = a.series_id AND p.day >= a.start_day AND p.day < a.end_day
            WHERE p.status < 2 GROUP BY a.table_name)
        SELECT table_name AS Name, n - COALESCE(amber, 0) - COALESCE(red, 0) AS Green, COALESCE(amber, 0) AS Amber, COALESCE(red, 0) AS Red
        FROM expected LEFT JOIN open USING (table_name) ORDER BY table_name
        """).Select(c => new CoverageSummary(c.Name, c.Green, c.Amber, c.Red))];

    private static AuditSeries Series(
        ControlTransaction tx, PartitionLedger ledger, AuditedTable table, string source, string symbol, DateOnly start, DateOnly end, KnownSeries? known)
    {
        var (s, e) = (UnixDay.From(start), UnixDay.From(end));
        var id = known?.Id ?? ledger.SeriesOf(tx, source, table.Table, symbol);
        if (known?.Start != s || known?.End != e)
            tx.Prepare(SeriesSql, "@series", "@table", "@symbol", "@start", "@end").Execute(id, table.Table, symbol, s, e);
        return new AuditSeries(id, table, symbol, start, end, UnixDay.ToDate(known?.SeenStart ?? 0), UnixDay.ToDate(known?.SeenEnd ?? 0));
    }

    private static void Save(ControlTransaction tx, string source, IEnumerable<ListingInterval> listings)
    {
        var stored = tx.Query<(string Symbol, long? First, long? Last, string Basis)>(
            "SELECT symbol, first_day, last_day, basis FROM listing WHERE source = @source", new { source }).ToDictionary(r => r.Symbol, r => (r.First, r.Last, r.Basis));
        var save = tx.Prepare(ListingSql, "@symbol", "@source", "@first", "@last", "@basis");
        foreach (var l in listings)
        {
            (long?, long?, string) now = (UnixDay.From(l.First), UnixDay.From(l.Last), l.Basis);
            if (!stored.TryGetValue(l.Symbol, out var old) || old != now) save.Execute(l.Symbol, source, now.Item1, now.Item2, now.Item3);
        }
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private sealed class KnownSeries
    {
        public long Id { get; init; }

        public string TableName { get; init; } = "";

        public string Symbol { get; init; } = "";

        public long? Start { get; init; }

        public long? End { get; init; }

        public long? SeenStart { get; init; }

        public long? SeenEnd { get; init; }
    }
}
