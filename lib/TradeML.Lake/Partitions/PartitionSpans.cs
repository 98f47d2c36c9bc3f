using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>Reads and replaces the runs of days that have no rows (table <c>partition_span</c>).</summary>
public static class PartitionSpans
{
    /// <summary>Expected rows of a partition that owes one row for each minute of its session.</summary>
    public const int SessionMinutes = -1;

    private const string DeleteSql = "DELETE FROM partition_span WHERE series_id = @series";

    private const string InsertSql = """
        INSERT INTO partition_span
            (series_id, start_day, end_day, status, expected_rows, qc_code, first_observed_at, last_observed_at)
        VALUES (@series, @start, @end, @status, @expected, @code, @first, @last)
        """;

    /// <summary>The spans of all audited series, each list ascending by day.</summary>
    /// <param name="reader">The view of the store.</param>
    public static Dictionary<long, List<PartitionSpan>> ReadAll(ControlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var spans = new Dictionary<long, List<PartitionSpan>>();
        foreach (var (series, start, end, status, code, last) in reader.Query<(long, long, long, long, string, long)>(
            "SELECT series_id, start_day, end_day, status, qc_code, last_observed_at FROM partition_span ORDER BY "
                + "series_id, start_day"))
        {
            if (!spans.TryGetValue(series, out var list)) spans[series] = list = [];
            list.Add(new PartitionSpan(UnixDay.ToDate(start), UnixDay.ToDate(end), (PartitionState)status, code, last));
        }

        return spans;
    }

    /// <summary>
    /// Replaces the spans of a series; a run that was there before, or lies within one, keeps when it was first
    /// observed.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="series">Id of the series.</param>
    /// <param name="spans">Ascending, without overlap.</param>
    /// <param name="expectedRows">Rows expected of each day; null when any number is right,
    /// <see cref="SessionMinutes"/> for one a minute.</param>
    public static void Replace(
        ControlTransaction tx, long series, IReadOnlyList<PartitionSpan> spans, int? expectedRows)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(spans);
        var before = tx.Query<(long Start, long End, long First)>(
            "SELECT start_day, end_day, first_observed_at FROM partition_span WHERE series_id = @series",
            new { series });
        tx.Prepare(DeleteSql, "@series").Execute(series);
        var insert = tx.Prepare(InsertSql, "@series", "@start", "@end", "@status", "@expected", "@code", "@first",
            "@last");
        var now = InstantText.ToMicros(tx.StartedAtUtc);
        foreach (var span in spans)
        {
            var (start, end) = (UnixDay.From(span.Start), UnixDay.From(span.End));
            var first = before.Where(b => b.Start < end && b.End > start).Select(b => b.First)
                .DefaultIfEmpty(Math.Min(now, span.ObservedAt)).Min();
            insert.Execute(series, start, end, (int)span.Status, expectedRows, span.Code, first, span.ObservedAt);
        }
    }
}
