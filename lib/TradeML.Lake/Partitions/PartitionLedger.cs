using System.Diagnostics.CodeAnalysis;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>
/// The ledger of completeness: one verdict per (source, table, symbol, day), kept in the control store.
/// </summary>
[SuppressMessage("Performance", "CA1822",
    Justification = "The ledger is one object to its callers, whichever member needs its state.")]
public sealed class PartitionLedger
{
    private const int LongRun = 8;

    private const string Upsert =
        """
        ON CONFLICT (series_id, day) DO UPDATE SET
            status = excluded.status, qc_score = excluded.qc_score, row_count = excluded.row_count,
                expected_rows = excluded.expected_rows,
            qc_code = excluded.qc_code, last_observed_at = excluded.last_observed_at
        """;

    private readonly ControlStore control;
    private readonly string root;
    private readonly ContractCatalog contracts;

    internal PartitionLedger(ControlStore control, string root, ContractCatalog contracts)
    {
        this.contracts = contracts;
        this.control = control;
        this.root = root;
    }

    /// <summary>
    /// Records verdicts of single partitions; a later verdict replaces an earlier one and keeps when it was first
    /// observed.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="source">Vendor and feed, or the pipeline that made the table.</param>
    /// <param name="table">Full name of the table.</param>
    /// <param name="symbol">Ticker, or null.</param>
    /// <param name="verdicts">One verdict a day.</param>
    /// <param name="partitionKey">Alternative key of partitions that have no date, or null.</param>
    public void Set(
        ControlTransaction tx, string source, string table, string? symbol, IReadOnlyList<PartitionVerdict> verdicts,
        string? partitionKey = null)
    {
        if (verdicts.Count == 0) return;
        object series = SeriesOf(tx, source, table, symbol, partitionKey), now = InstantText.ToMicros(tx.StartedAtUtc);
        var statement = tx.Prepare(
            $"""
            INSERT INTO partition_day
                (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at,
                last_observed_at)
            VALUES (@series, @day, @status, @score, @rows, @expected, @code, @now, @now)
            {Upsert}
            """, "@series", "@day", "@status", "@score", "@rows", "@expected", "@code", "@now");
        for (int i = 0, next; i < verdicts.Count; i = next)
        {
            next = RunEnd(verdicts, i);
            var v = verdicts[i];
            if (next - i >= LongRun && partitionKey is null)
            {
                SetRange(
                    tx, source, table, symbol, v.Day, verdicts[next - 1].Day.AddDays(1), v.Status, v.Code, v.RowCount,
                    v.ExpectedRows, v.QcScore);
                continue;
            }

            for (var k = i; k < next; k++)
                statement.Execute(
                    series, UnixDay.From(verdicts[k].Day), (int)v.Status, double.IsNaN(v.QcScore) ? null : v.QcScore,
                    v.RowCount, v.ExpectedRows, v.Code, now);
        }
    }

    // Most days of a window say the same: one statement for all of them costs a fraction of one for each.
    private static int RunEnd(IReadOnlyList<PartitionVerdict> verdicts, int start)
    {
        var (calendar, first) = (ExchangeCalendar.Xnys, verdicts[start]);
        if (!calendar.IsSession(first.Day)) return start + 1;
        var session = calendar.IndexOf(first.Day);
        var end = start + 1;
        while (end < verdicts.Count && ++session < calendar.SessionCount
            && verdicts[end] == first with { Day = calendar[session].Date }) end++;
        return end;
    }

    /// <summary>Records one verdict for every XNYS session of a window; returns how many.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="source">Vendor and feed, or the pipeline that made the table.</param>
    /// <param name="table">Full name of the table.</param>
    /// <param name="symbol">Ticker, or null.</param>
    /// <param name="start">First day, inclusive.</param>
    /// <param name="end">End of the window, exclusive.</param>
    /// <param name="status">RED, AMBER or GREEN.</param>
    /// <param name="code">Short code of the outcome.</param>
    /// <param name="rowCount">Rows found on each day.</param>
    /// <param name="expectedRows">Rows expected on each day, or null.</param>
    /// <param name="qcScore">Quality in [0, 1]; NaN when not scored.</param>
    public int SetRange(
        ControlTransaction tx, string source, string table, string? symbol, DateOnly start, DateOnly end,
        PartitionState status, string code,
        int rowCount = 0, int? expectedRows = 1, double qcScore = double.NaN)
    {
        var statement = tx.Prepare(
            $"""
            INSERT INTO partition_day
                (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at,
                last_observed_at)
            SELECT @series, day, @status, @score, @rows, @expected, @code, @now, @now FROM session
                WHERE day >= @start AND day < @end
            {Upsert}
            """, "@series", "@start", "@end", "@status", "@score", "@rows", "@expected", "@code", "@now");
        return statement.Execute(
            SeriesOf(tx, source, table, symbol, null), UnixDay.From(start), UnixDay.From(end), (int)status,
            double.IsNaN(qcScore) ? null : qcScore, rowCount, expectedRows, code,
            InstantText.ToMicros(tx.StartedAtUtc));
    }

    /// <summary>
    /// The id of a series in <c>partition_series</c>, created when it is new; for SQL that writes <c>partition_day</c>
    /// in bulk.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="source">Vendor and feed, or the pipeline that made the table.</param>
    /// <param name="table">Full name of the table.</param>
    /// <param name="symbol">Ticker, or null.</param>
    /// <param name="partitionKey">Alternative key, or null.</param>
    public long SeriesOf(
        ControlTransaction tx, string source, string table, string? symbol, string? partitionKey = null)
    {
        var find = tx.Prepare(
            """
            SELECT id FROM partition_series
            WHERE table_name = @table AND source_name = @source AND COALESCE(symbol, '') = @symbol
                AND COALESCE(partition_key, '') = @key
            """, "@table", "@source", "@symbol", "@key");
        if (find.Scalar(table, source, symbol ?? "", partitionKey ?? "") is long id) return id;
        return (long)tx.Prepare(
            """
            INSERT INTO partition_series (table_name, source_name, symbol, partition_key)
                VALUES (@table, @source, @symbol, @key) RETURNING id
            """, "@table", "@source", "@symbol", "@key").Scalar(table, source, symbol, partitionKey)!;
    }

    /// <summary>Counts of a table's partitions in a window by state.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="start">First day, inclusive; null for no bound.</param>
    /// <param name="end">End of the window, exclusive; null for no bound.</param>
    /// <param name="symbols">Only these symbols; null for all.</param>
    public CoverageSummary Coverage(
        string table, DateOnly? start = null, DateOnly? end = null, IReadOnlyCollection<string>? symbols = null) =>
        Count(table, "''", start, end, symbols).Select(c => c with { Name = table }).FirstOrDefault()
            ?? new CoverageSummary(table, 0, 0, 0);

    /// <summary>Counts by calendar year, ordered by year.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="symbols">Only these symbols; null for all.</param>
    public IReadOnlyList<CoverageSummary> CoverageByYear(string table, IReadOnlyCollection<string>? symbols = null) =>
        Count(table, control.Dialect.Year("d.day"), null, null, symbols);

    /// <summary>Counts by symbol in a window, ordered by symbol.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="start">First day, inclusive; null for no bound.</param>
    /// <param name="end">End of the window, exclusive; null for no bound.</param>
    public IReadOnlyList<CoverageSummary> CoverageBySymbol(
        string table, DateOnly? start = null, DateOnly? end = null) =>
        Count(table, "COALESCE(s.symbol, '')", start, end, null);

    /// <summary>Counts of every table that has partitions, ordered by name.</summary>
    public IReadOnlyList<CoverageSummary> Tables() => Count(null, "s.table_name", null, null, null);

    /// <summary>
    /// Writes the whole ledger to <c>qc/partition_status.parquet</c> in the columns of SSOT §2.8, replacing the file at
    /// once.
    /// </summary>
    /// <param name="ct">Stops before the file is replaced.</param>
    public Task ExportAsync(CancellationToken ct = default) =>
        Task.Run(() => PartitionExport.RunAsync(control, root, contracts, ct), ct);

    private List<CoverageSummary> Count(
        string? table, string name, DateOnly? start, DateOnly? end, IReadOnlyCollection<string>? symbols) =>
            control.Read(r => r.Query<(string Name, long Green, long Amber, long Red)>(
        $"""
        SELECT {name} AS Name, COUNT(*) FILTER (WHERE d.status = 2) AS Green,
            COUNT(*) FILTER (WHERE d.status = 1) AS Amber,
               COUNT(*) FILTER (WHERE d.status = 0) AS Red
        FROM partition_series s JOIN partition_verdict d ON d.series_id = s.id
        WHERE (@table IS NULL OR s.table_name = @table) AND d.day >= @start AND d.day < @end
          {(symbols is null ? "" : "AND s.symbol IN (SELECT value FROM " + control.Dialect.Texts("@symbols") + ")")}
        GROUP BY 1 ORDER BY 1
        """,
        new
        {
            table, start = start is { } a ? UnixDay.From(a) : int.MinValue,
            end = end is { } b ? UnixDay.From(b) : int.MaxValue,
            symbols = symbols is null ? null : System.Text.Json.JsonSerializer.Serialize(symbols),
        }).Select(c => new CoverageSummary(c.Name, c.Green, c.Amber, c.Red)).ToList());
}
