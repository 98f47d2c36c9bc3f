using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Audits;

/// <summary>What is expected, set down in <c>listing</c> and <c>audit_series</c>.</summary>
internal static class AuditPlan
{
    private const string ListingSql = """
        INSERT INTO listing (symbol, source, first_day, last_day, basis)
            VALUES (@symbol, @source, @first, @last, @basis)
        ON CONFLICT (symbol, source) DO UPDATE
            SET first_day = excluded.first_day, last_day = excluded.last_day, basis = excluded.basis
        """;

    private const string SeriesSql = """
        INSERT INTO audit_series (series_id, dataset, table_name, symbol, start_day, end_day)
            VALUES (@series, @dataset, @table, @key, @start, @end)
        ON CONFLICT (series_id) DO UPDATE
            SET dataset = excluded.dataset, start_day = excluded.start_day, end_day = excluded.end_day
        """;

    private const string KnownSql = """
        SELECT s.id AS Id, s.source_name AS Source, s.table_name AS TableName,
            COALESCE(s.symbol, s.partition_key, '') AS Ledger,
               a.dataset AS Dataset, a.start_day AS Start, a.end_day AS EndDay, a.seen_start AS SeenStart,
                   a.seen_end AS SeenEnd
        FROM partition_series s LEFT JOIN audit_series a ON a.series_id = s.id
        """;

    /// <summary>
    /// The table and source whose rows say when a symbol was listed: daily bars, else the first dataset with one
    /// partition a session.
    /// </summary>
    public static (AuditedTable Table, string? Source)? Listed(NodeStage stage)
    {
        var table = stage.Datasets.ContainsKey(AuditedTable.Bars.Dataset) ? AuditedTable.Bars
            : AuditedTable.All
                .FirstOrDefault(t =>
                    t.Rule == CompletenessRule.Session && t.AsksVendor && stage.Datasets.ContainsKey(t.Dataset));
        return table is null ? null : (table, stage.SourceOf(table.Dataset));
    }

    /// <summary>
    /// Writes down listing intervals and expected windows; returns the series in order of table and key.
    /// </summary>
    public static List<AuditSeries> Register(
        ControlTransaction tx, PartitionLedger ledger, NodeStage stage, IReadOnlyList<AuditedTable> tables,
        AuditFacts facts, DateOnly openEnd,
        DateOnly today)
    {
        var known = tx.Query<KnownSeries>(KnownSql).ToDictionary(k => (k.TableName, k.Source, k.Ledger));
        var siblings = known.Values.ToLookup(k => (k.TableName, k.Ledger), k => k.Id);
        var listings = Listings(tx, stage, facts, openEnd);
        var result = new List<AuditSeries>();
        foreach (var table in tables)
        {
            var window = stage.Datasets[table.Dataset];
            // A session's bar is due once it has closed; what happened on a day is known once the day is over.
            var due = table == AuditedTable.CorporateActions ? Earlier(openEnd, today) : openEnd;
            var (start, end) = (window.Start, Earlier(window.EndOr(due), due));
            if (end < start) end = start;
            foreach (var key in KeysOf(table, stage))
            {
                var (fixedSource, source) = SourceOf(table, stage, facts, key);
                var (symbol, partitionKey) = table.Rule == CompletenessRule.Standing
                    ? LedgerKey.Of(table.Spec, key.Length == 0 ? null : key)
                    : (key, null);
                var row = known.GetValueOrDefault((table.Table, source, symbol ?? partitionKey ?? ""));
                var listing = table.Rule == CompletenessRule.Standing ? null : listings.GetValueOrDefault(key);
                var first = listing?.First is { } f && f > start ? f : start;
                var last = listing?.Last is { } l && l.AddDays(1) < end ? l.AddDays(1) : end;
                if (last < first) last = first;
                var id = row?.Id ?? ledger.SeriesOf(tx, source, table.Table, symbol, partitionKey);
                Save(tx, table, key, id, first, last, row);
                var others = fixedSource is null && table.Rule == CompletenessRule.Session && table.AsksVendor
                    ? siblings[(table.Table, symbol ?? "")].Where(s => s != id).ToList() : [];
                result.Add(new AuditSeries(
                    id, table, key, first, last, UnixDay.ToDate(row?.SeenStart ?? 0), UnixDay.ToDate(row?.SeenEnd ?? 0),
                    fixedSource, others));
            }
        }

        Forget(tx, tables, result, known.Values);
        return result;
    }

    /// <summary>The last windows written down, of a standing dataset the one undated day.</summary>
    private static void Save(
        ControlTransaction tx, AuditedTable table, string key, long id, DateOnly first, DateOnly last, KnownSeries? row)
    {
        var standing = table.Rule == CompletenessRule.Standing;
        var (start, end) = standing
            ? (UnixDay.Undated, UnixDay.Undated + 1)
            : (UnixDay.From(first), UnixDay.From(last));
        if (row?.Start == start && row.EndDay == end && row.Dataset == table.Dataset) return;
        tx.Prepare(SeriesSql, "@series", "@dataset", "@table", "@key", "@start", "@end")
            .Execute(id, table.Dataset, table.Table, key, start, end);
    }

    // A symbol that left the stage, or a series whose place another source has taken, owes nothing any more.
    private static void Forget(
        ControlTransaction tx, IReadOnlyList<AuditedTable> tables, List<AuditSeries> current,
        IEnumerable<KnownSeries> known)
    {
        var ids = current.Select(s => s.Id).ToHashSet();
        var datasets = tables.Select(t => (t.Table, t.Dataset)).ToHashSet();
        foreach (var gone in
            known
                .Where(k =>
                    k.Dataset is not null && datasets.Contains((k.TableName, k.Dataset)) && !ids.Contains(k.Id)))
        {
            tx.Prepare("DELETE FROM audit_series WHERE series_id = @series", "@series").Execute(gone.Id);
            tx.Prepare("DELETE FROM partition_span WHERE series_id = @series", "@series").Execute(gone.Id);
            if (gone.Start == UnixDay.Undated)
                tx.Prepare("DELETE FROM partition_day WHERE series_id = @series", "@series").Execute(gone.Id);
        }
    }

    private static IReadOnlyList<string> KeysOf(AuditedTable table, NodeStage stage) => table switch
    {
        { Rule: CompletenessRule.Standing, Spec.Key: DatasetKey.None } => [""],
        { Spec.Key: DatasetKey.None } => stage.Symbols,
        _ => stage.KeysOf(table.Dataset),
    };

    /// <summary>
    /// The source that a series is expected from: the stage's; where the route decides, the one that answered (the
    /// first for days, so that the series stays; the newest for standing data); before any answer a name of the
    /// dataset's own.
    /// </summary>
    private static (string? Fixed, string Source) SourceOf(
        AuditedTable table, NodeStage stage, AuditFacts facts, string key)
    {
        if (!table.AsksVendor || table.Rule == CompletenessRule.Confirmed) return (null, AuditedTable.DerivedSource);
        if (stage.SourceOf(table.Dataset) is { } wanted) return (wanted, wanted);
        var answers = facts.Answers(table.Dataset, key).OrderBy(a => a.AskedAt)
            .ThenBy(a => a.Source, StringComparer.Ordinal).ToList();
        if (answers.Count == 0) return (null, "unrouted." + table.Dataset);
        return (null, table.Rule == CompletenessRule.Standing ? answers[^1].Source : answers[0].Source);
    }

    private static Dictionary<string, ListingInterval> Listings(
        ControlTransaction tx, NodeStage stage, AuditFacts facts, DateOnly openEnd)
    {
        if (Listed(stage) is not { } from) return [];
        var window = stage.Datasets[from.Table.Dataset];
        var keys = stage.KeysOf(from.Table.Dataset);
        var listings = keys.ToDictionary(
            s => s,
            s =>
                facts.Listing(s, from.Table.Dataset, from.Source, window.Start,
                    Earlier(window.EndOr(openEnd), openEnd)), StringComparer.Ordinal);
        SaveListings(tx, from.Source ?? stage.Source, listings.Values);
        return listings;
    }

    private static void SaveListings(ControlTransaction tx, string source, IEnumerable<ListingInterval> listings)
    {
        var stored = tx.Query<(string Symbol, long? First, long? Last, string Basis)>(
            "SELECT symbol, first_day, last_day, basis FROM listing WHERE source = @source", new { source })
            .ToDictionary(r => r.Symbol, r => (r.First, r.Last, r.Basis));
        var save = tx.Prepare(ListingSql, "@symbol", "@source", "@first", "@last", "@basis");
        foreach (var l in listings)
        {
            (long?, long?, string) now = (UnixDay.From(l.First), UnixDay.From(l.Last), l.Basis);
            if (!stored.TryGetValue(l.Symbol, out var old) || old != now)
                save.Execute(l.Symbol, source, now.Item1, now.Item2, now.Item3);
        }
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private sealed class KnownSeries
    {
        public long Id { get; init; }

        public string Source { get; init; } = "";

        public string TableName { get; init; } = "";

        public string Ledger { get; init; } = "";

        public string? Dataset { get; init; }

        public long? Start { get; init; }

        public long? EndDay { get; init; }

        public long? SeenStart { get; init; }

        public long? SeenEnd { get; init; }
    }
}
