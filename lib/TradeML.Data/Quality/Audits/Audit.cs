using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Quality.Probing;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// Compares what the stage asks for with what the ledger holds (SSOT §2.4), each dataset by its rule: one partition for
/// each key and session of its listing interval, or one for each key. What is missing becomes RED, what a vendor
/// confirmed becomes GREEN, and what should be fetched becomes GAP tasks.
/// </summary>
/// <remarks>
/// A scan looks at each expected day once: rows never leave the ledger, so later scans read only new days, new answers
/// and open partitions. Days that are missing have no rows: a run of them is one span (<c>partition_span</c>).
/// Everything is idempotent: a second scan without news changes nothing.
/// </remarks>
public sealed class Audit
{
    private const int SeriesPerTransaction = 100;
    private readonly DataLake lake;
    private readonly BackfillOptions options;
    private readonly TimeProvider time;
    private readonly ExchangeCalendar calendar;

    /// <summary>Creates an audit of a lake.</summary>
    /// <param name="lake">The lake; its stage is <c>control/stage.yml</c>.</param>
    /// <param name="options">Merging of gaps and re-check intervals.</param>
    /// <param name="time">Clock; sessions that have not closed are not expected.</param>
    /// <param name="calendar">Sessions; null: XNYS.</param>
    public Audit(DataLake lake, BackfillOptions options, TimeProvider time, ExchangeCalendar? calendar = null)
    {
        this.lake = lake;
        this.options = options;
        this.time = time;
        this.calendar = calendar ?? ExchangeCalendar.Xnys;
    }

    /// <summary>The path of the stage file of a lake.</summary>
    /// <param name="lake">The lake.</param>
    public static string StagePath(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        return Path.Combine(lake.Root, "control", "stage.yml");
    }

    /// <summary>
    /// Scans tables, updates the ledger, queues what is to be fetched and exports the ledger when it changed.
    /// </summary>
    /// <param name="tables">Full names; null for all tables that the stage asks for.</param>
    /// <param name="ct">Stops between transactions; what was done stays and the next scan goes on.</param>
    /// <exception cref="TradeMLException">Data missing: the lake has no stage. Bad input: an unknown table.</exception>
    public async Task<AuditSummary> ScanAsync(
        IReadOnlyCollection<string>? tables = null, CancellationToken ct = default)
    {
        // of several nodes one audits at a time
        var turn = await lake.Control.TakeTurnAsync("audit", ct).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false)) return await ScanAloneAsync(tables, ct).ConfigureAwait(false);
    }

    private async Task<AuditSummary> ScanAloneAsync(IReadOnlyCollection<string>? tables, CancellationToken ct)
    {
        var stage = NodeStage.Read(StagePath(lake));
        var wanted = Wanted(tables, stage);
        await ListingSnapshots.RefreshAsync(lake, ct).ConfigureAwait(false);
        var facts = lake.Control.Read(r => AuditFacts.Read(r, AuditPlan.Listed(stage)));
        var end = ClosedSessions.EndAt(calendar, time.GetUtcNow().UtcDateTime);
        var series = lake.Control.Write(tx => AuditPlan.Register(
            tx, lake.Partitions, stage, wanted, facts, end, calendar.TradingDayOf(time.GetUtcNow().UtcDateTime)));

        var audit = new SeriesAudit(facts, calendar, options.Recheck, time.GetUtcNow().UtcDateTime);
        long changed = 0;
        foreach (var chunk in series.Chunk(SeriesPerTransaction))
        {
            ct.ThrowIfCancellationRequested();
            changed += lake.Control.Write(tx => chunk.Sum(s => audit.Run(tx, s)));
        }

        changed += lake.Control.Write(OpenPartitions.ApplyEvents);
        var counts = lake.Control.Read(r => OpenPartitions.Counts(r, calendar));
        var raised = Raise(series, counts, facts, end, ct);
        if (changed > 0) await lake.Partitions.ExportAsync(ct).ConfigureAwait(false);
        ProbeListing.Export(lake);
        return new AuditSummary(
            [.. wanted.OrderBy(t => t.Table, StringComparer.Ordinal).ThenBy(t => t.Dataset, StringComparer.Ordinal)
                .Select(t => Summary(t, series, counts, raised))], changed);
    }

    /// <summary>
    /// Neighbouring open partitions of the audited tables, as <c>ata audit gaps</c> lists them: by table, symbol and
    /// day.
    /// </summary>
    /// <param name="table">Full name; null for all.</param>
    /// <param name="limit">Most gaps to return.</param>
    public IReadOnlyList<Gap> Gaps(string? table = null, int limit = 1000) =>
        lake.Control.Read(r => GapListing.Read(r, table, limit, calendar));

    /// <summary>
    /// Counts of each audited table by state over the expected days, as the last scan left them; ordered by table.
    /// </summary>
    public IReadOnlyList<CoverageSummary> Coverage() => [.. lake.Control.Read(r => OpenPartitions.Coverage(r, calendar))
        .GroupBy(c => c.Table)
        .Select(g => new CoverageSummary(g.Key, g.Sum(c => c.Green), g.Sum(c => c.Amber), g.Sum(c => c.Red)))];

    private Dictionary<AuditedTable, (int Windows, int Tasks)> Raise(
        IReadOnlyList<AuditSeries> series, Dictionary<long, (long Amber, long Red)> counts, AuditFacts facts,
        DateOnly end, CancellationToken ct)
    {
        var raised = new Dictionary<AuditedTable, (int Windows, int Tasks)>();
        var tasks = new GapTasks(options, facts, calendar, time.GetUtcNow().UtcDateTime);
        foreach (var chunk in series.Where(s => s.Table.AsksVendor && counts.ContainsKey(s.Id))
            .Chunk(SeriesPerTransaction))
        {
            ct.ThrowIfCancellationRequested();
            lake.Control.Write(tx =>
            {
                foreach (var s in chunk) Add(s.Table, tasks.Raise(tx, s));
            });
        }

        if (series.Any(s => s.Table == AuditedTable.Delistings && counts.ContainsKey(s.Id)))
            Add(AuditedTable.Delistings,
                lake.Control.Write(tx => tasks.RaiseSnapshot(tx, AuditedTable.Delistings.Dataset, end)));
        return raised;

        void Add(AuditedTable table, (int Windows, int Tasks) more)
        {
            var sum = raised.GetValueOrDefault(table);
            raised[table] = (sum.Windows + more.Windows, sum.Tasks + more.Tasks);
        }
    }

    private TableAudit Summary(
        AuditedTable table, IReadOnlyList<AuditSeries> series, Dictionary<long, (long Amber, long Red)> counts,
        Dictionary<AuditedTable, (int Windows, int Tasks)> raised)
    {
        long expected = 0, amber = 0, red = 0;
        foreach (var s in series)
        {
            if (s.Table != table) continue;
            expected += table.Rule == CompletenessRule.Standing ? 1 : calendar.Count(s.Start, s.End);
            var (a, r) = counts.GetValueOrDefault(s.Id);
            (amber, red) = (amber + a, red + r);
        }

        var (windows, tasks) = raised.GetValueOrDefault(table);
        return new TableAudit(table.Table, table.Dataset, expected, expected - amber - red, amber, red, windows, tasks);
    }

    private static List<AuditedTable> Wanted(IReadOnlyCollection<string>? tables, NodeStage stage)
    {
        foreach (var name in tables ?? [])
            if (AuditedTable.All.All(t => t.Table != name))
                throw new TradeMLException(
                    ErrorKind.BadInput, $"The audit knows no table '{name}'.", null,
                    $"It knows {string.Join(", ", AuditedTable.All.Select(t => t.Table).Distinct())}.");
        return [
            .. AuditedTable.All
                .Where(t => (tables is null || tables.Contains(t.Table)) && stage.Datasets.ContainsKey(t.Dataset))];
    }
}
