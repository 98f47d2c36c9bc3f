using TradeML.Data.Quality.Rules;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Probing;

/// <summary>
/// Spot checks across vendors (SSOT §2.4, QC_PROBE): draws partitions, compares a second vendor's rows with those of
/// the lake, remembers the outcome (table <c>qc_probe</c>), and doubts a partition whose rows are unlike. The second
/// vendor's rows are compared and let go: they never stand for the first's.
/// </summary>
public static class Probes
{
    private const string Bookmark = "qc_probe.week";

    private const string SaveSql = """
        INSERT INTO qc_probe
            (dataset, symbol, day, first_source, second_source, score, code, rows_first, rows_second, worst_column,
            worst_diff, detail, probed_at)
        VALUES (@dataset, @symbol, @day, @first, @second, @score, @code, @rows, @others, @column, @worst, @detail, @at)
        ON CONFLICT (dataset, symbol, day, first_source, second_source) DO UPDATE SET
            score = excluded.score, code = excluded.code, rows_first = excluded.rows_first,
                rows_second = excluded.rows_second,
            worst_column = excluded.worst_column, worst_diff = excluded.worst_diff, detail = excluded.detail,
                probed_at = excluded.probed_at
        """;

    private const string DoubtSql = """
        UPDATE partition_day SET status = 1, qc_code = 'PROBE_MISMATCH', qc_score = (
            SELECT MIN(q.score) FROM qc_probe q
            WHERE q.dataset = @dataset AND q.symbol = @symbol AND q.day = partition_day.day
                AND q.first_source = @source AND q.code = 'MISMATCH')
        WHERE series_id = @series AND day >= @start AND day < @end AND status = 2 AND EXISTS (
            SELECT 1 FROM qc_probe q
            WHERE q.dataset = @dataset AND q.symbol = @symbol AND q.day = partition_day.day
                AND q.first_source = @source AND q.code = 'MISMATCH')
        """;

    private const string SettleSql =
        "DELETE FROM qc_probe WHERE dataset = @dataset AND symbol = @symbol AND day = @day AND first_source = @source";

    /// <summary>
    /// Draws this week's partitions, spread over keys and years, and queues a QC_PROBE task for each; a week that was
    /// drawn stays as it is.
    /// </summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="options">How many.</param>
    /// <param name="hasSecond">Whether a second vendor can be asked for a dataset.</param>
    /// <param name="today">Any day of the week; the draw depends on the week and on what the lake holds.</param>
    /// <returns>Tasks added.</returns>
    public static int Enqueue(DataLake lake, ProbeOptions options, Func<string, bool> hasSecond, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(hasSecond);
        var week = today.DayNumber / 7; // day 0 is a Monday
        return lake.Control.Write(tx =>
        {
            if (Bookmarks.Get(tx, Bookmark) == week.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return 0;
            Bookmarks.Set(tx, Bookmark, week.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return ProbeDraw.Draw(tx, options.Partitions, hasSecond, week)
                .Count(t => BackfillQueue.Upsert(tx, t) != UpsertOutcome.Kept);
        });
    }

    /// <summary>Compares the answer to a QC_PROBE task with what the lake holds of another source.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="second">The second vendor's answer.</param>
    /// <param name="thresholds">Tolerances, and which sources see one venue only.</param>
    /// <returns>The source it was compared with and the outcome of each partition; no outcome when the lake holds
    /// nothing to compare.</returns>
    public static (string FirstSource, IReadOnlyList<ProbeOutcome> Outcomes) Compare(
        DataLake lake, FetchResult second, QcThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(thresholds);
        var spec = DatasetCatalog.Standard[second.Request.Dataset];
        var byDay = spec.Rule == CompletenessRule.Session;
        var filter = new FileFilter
        {
            Symbols = second.Request.Symbol is { } symbol ? [symbol] : null, Start = byDay ? second.Start : null,
            End = byDay ? second.End : null,
        };
        var first = lake.Reader.Files(spec.Table, filter)
            .Where(f => f.Source is not null && f.Source != second.SourceName)
            .GroupBy(f => f.Source!).OrderByDescending(g => g.Sum(f => f.Rows))
            .ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        if (first is null) return ("", []);
        var rows = lake.Reader.ReadBatch(spec.Table, filter: filter with { Source = first });
        var wanted = rows["date"] is DateOnly[] days && byDay
            ? BatchRows.Pick(rows,
                [.. Enumerable.Range(0, rows.RowCount).Where(i => days[i] >= second.Start && days[i] < second.End)])
            : rows;
        var volumes = !thresholds.Sources.Any(s => s.Value.Sparse && (s.Key == first || s.Key == second.SourceName));
        return (first,
            ProbeComparison.Compare(wanted, second.Rows, byDay, volumes, thresholds.Probe,
                SplitsAfter(lake, second.Request.Symbol)));
    }

    /// <summary>Remembers outcomes and turns partitions that are unlike AMBER.</summary>
    /// <param name="tx">The transaction that completes the task.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="second">The second vendor's answer.</param>
    /// <param name="firstSource">The source it was compared with.</param>
    /// <param name="outcomes">What came of it.</param>
    public static void Record(
        ControlTransaction tx, PartitionLedger ledger, FetchResult second, string firstSource,
        IReadOnlyList<ProbeOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(outcomes);
        var save = tx.Prepare(
            SaveSql, "@dataset", "@symbol", "@day", "@first", "@second", "@score", "@code", "@rows", "@others",
            "@column", "@worst", "@detail", "@at");
        foreach (var o in outcomes)
            save.Execute(
                second.Request.Dataset, second.Request.Symbol ?? "", UnixDay.From(o.Day), firstSource,
                second.SourceName, o.Score, o.Code, o.RowsFirst, o.RowsSecond,
                o.WorstColumn, double.IsNaN(o.WorstDifference) ? null : o.WorstDifference, o.Detail,
                InstantText.From(tx.StartedAtUtc));
        if (outcomes.Count > 0) Doubt(tx, ledger, firstSource, second.Request);
    }

    /// <summary>
    /// After an answer of the first vendor: what it has delivered anew is no longer doubted, the same as before still
    /// is.
    /// </summary>
    /// <param name="tx">The transaction that records the answer's verdicts.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="source">The first vendor's source.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="changed">Days whose rows are new or have changed.</param>
    public static void Keep(
        ControlTransaction tx, PartitionLedger ledger, string source, FetchRequest request,
        IEnumerable<DateOnly> changed)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(changed);
        var known = tx.Prepare("SELECT COUNT(*) FROM qc_probe WHERE dataset = @dataset AND symbol = @symbol",
            "@dataset", "@symbol");
        if (Convert.ToInt64(known.Scalar(request.Dataset, request.Symbol ?? "")) == 0) return;
        var settle = tx.Prepare(SettleSql, "@dataset", "@symbol", "@day", "@source");
        foreach (var day in changed.Distinct())
            settle.Execute(request.Dataset, request.Symbol ?? "", UnixDay.From(day), source);
        Doubt(tx, ledger, source, request);
    }

    private static Func<DateOnly, double> SplitsAfter(DataLake lake, string? symbol)
    {
        if (symbol is null || lake.Reader.Files("raw/corp_actions", new FileFilter { Symbols = [symbol] }).Count == 0)
            return static _ => 1;
        var events = new EventDays(lake, symbol).Of(symbol);
        return day => events?.Where(e => e.Key > day).Aggregate(1.0, (product, e) => product * e.Value.Ratio) ?? 1;
    }

    private static void Doubt(ControlTransaction tx, PartitionLedger ledger, string source, FetchRequest request)
    {
        var spec = DatasetCatalog.Standard[request.Dataset];
        if (spec.Rule == CompletenessRule.Confirmed) return;
        var (symbol, key) = LedgerKey.Of(spec, request.Symbol);
        var (start, end) = spec.Rule == CompletenessRule.Standing
            ? (UnixDay.Undated, UnixDay.Undated + 1)
            : (UnixDay.From(request.Start), UnixDay.From(request.End));
        tx.Prepare(DoubtSql, "@dataset", "@symbol", "@source", "@series", "@start", "@end").Execute(
            request.Dataset, request.Symbol ?? "", source, ledger.SeriesOf(tx, source, spec.Table, symbol, key), start,
            end);
    }
}
