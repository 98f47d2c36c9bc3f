using TradeML.Core.Time;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// Brings what the ledger says about one series up to the facts: every expected session has a row or lies in a span
/// that says why not.
/// </summary>
internal sealed class SeriesAudit(AuditFacts facts, ExchangeCalendar calendar, RecheckOptions recheck, DateTime nowUtc)
{
    private const string CountSql =
        "SELECT COUNT(*) FROM partition_day WHERE series_id = @series AND day >= @start AND day < @end";

    private const string DaysSql =
        "SELECT day FROM partition_day WHERE series_id = @series AND day >= @start AND day < @end ORDER BY day";

    private const string SeenSql =
        "UPDATE audit_series SET seen_start = @start, seen_end = @end WHERE series_id = @series";

    private readonly long now = InstantText.ToMicros(nowUtc);
    private readonly Confirmed confirmed = new(calendar, recheck, nowUtc);

    /// <summary>Applies the facts to a series; returns the number of partitions whose verdict changed.</summary>
    public long Run(ControlTransaction tx, AuditSeries series)
    {
        if (series.Table.Rule == CompletenessRule.Standing) return new StandingAudit(facts, nowUtc).Run(tx, series);
        var stored = facts.Spans(series.Id);
        var spans = series.Table.Rule == CompletenessRule.Confirmed
            ? OfConfirmed(series)
            : OfMissing(tx, series, stored);
        if (!series.IsSeen)
            tx.Prepare(SeenSql, "@start", "@end", "@series")
                .Execute(UnixDay.From(series.Start), UnixDay.From(series.End), series.Id);
        var changed = Difference(stored, spans);
        if (changed == 0) return 0;
        PartitionSpans.Replace(tx, series.Id, spans, series.Table.ExpectedRows);
        facts.SetSpans(series.Id, spans);
        return changed;
    }

    private List<PartitionSpan> OfConfirmed(AuditSeries series)
    {
        if (series.Table != AuditedTable.Delistings)
            return confirmed.Spans(series.Start, series.End, facts.Answers(series.Table.Dataset, series.Key));
        if (facts.Asset(series.Key) is not { } asset) return confirmed.Spans(series.Start, series.End, []);
        return confirmed.Spans(
            series.Start, series.End, [new(series.Start, series.End, asset.KnownAt, "", 0)],
            asset.Active ? QcCodes.NoEvent : QcCodes.Ok, settled: true);
    }

    private List<PartitionSpan> OfMissing(
        ControlTransaction tx, AuditSeries series, IReadOnlyList<PartitionSpan> stored)
    {
        if (series.IsSeen && stored.Count == 0) return [];
        var runs = new List<(DateOnly, DateOnly)>();
        foreach (var (start, end) in series.Unseen()) AddMissing(tx, series, start, end, runs);
        if (series.IsSeen && series.Siblings.Count == 0 && !facts.HasArrivals(series.Id))
            runs.AddRange(stored.Select(s => (s.Start, s.End)));
        else foreach (var (start, end) in DayRuns.Join(stored.Select(s => (s.Start, s.End)), calendar))
        {
            var (from, to) = (start > series.Start ? start : series.Start, end < series.End ? end : series.End);
            if (from < to && !series.Unseen().Any(u => u.Start <= from && from < u.End))
                AddMissing(tx, series, from, to, runs);
        }

        return Explain(series, DayRuns.Join(runs, calendar), stored);
    }

    // Counting is several times cheaper than looking up each session; most windows are full, or empty.
    private void AddMissing(
        ControlTransaction tx, AuditSeries series, DateOnly start, DateOnly end, List<(DateOnly, DateOnly)> runs)
    {
        var sessions = calendar.Count(start, end);
        if (sessions == 0) return;
        var count = tx.Prepare(CountSql, "@series", "@start", "@end");
        long rows = 0;
        foreach (var id in series.Siblings.Prepend(series.Id))
            rows += Convert.ToInt64(count.Scalar(id, UnixDay.From(start), UnixDay.From(end)));
        if (rows == 0)
        {
            if (DayRuns.Trim(start, end, calendar) is { } all) runs.Add(all);
            return;
        }

        var present = new List<DateOnly>((int)rows);
        foreach (var id in series.Siblings.Prepend(series.Id))
        {
            using var row = tx.Prepare(DaysSql, "@series", "@start", "@end")
                .Read(id, UnixDay.From(start), UnixDay.From(end));
            while (row.Read()) present.Add(UnixDay.ToDate(row.GetInt64(0)));
        }

        if (series.Siblings.Count > 0) present.Sort();
        runs.AddRange(DayRuns.Missing(start, end, present, calendar));
    }

    /// <summary>
    /// Why the days of each run are missing: nobody asked, the vendor has none, or the moment to ask has passed.
    /// </summary>
    private List<PartitionSpan> Explain(
        AuditSeries series, List<(DateOnly Start, DateOnly End)> runs, IReadOnlyList<PartitionSpan> stored)
    {
        var spans = new List<PartitionSpan>();
        if (runs.Count == 0) return spans;
        // An answer says nothing about sessions that had not closed when it was given.
        var absent = series.Table.AsksVendor
            ? facts.Answers(series.Table.Dataset, series.Key, series.FixedSource)
                .Select(a =>
                    (a.Start, End: Earlier(a.End, ClosedSessions.EndAt(calendar, a.AskedAt)),
                        Asked: InstantText.ToMicros(a.AskedAt))).Where(a => a.Start < a.End).ToList()
            : [];
        var fetchable = series.Table.Spec.SnapshotOnly
            ? calendar.Previous(ClosedSessions.EndAt(calendar, nowUtc))
            : DateOnly.MinValue;
        foreach (var run in runs)
        {
            var over = absent.Where(a => a.Start < run.End && a.End > run.Start).ToList();
            var cuts = over.SelectMany(a => new[] { a.Start, a.End }).Append(run.Start).Append(run.End)
                .Append(fetchable)
                .Where(d => d >= run.Start && d <= run.End).Distinct().Order().ToList();
            for (var i = 0; i + 1 < cuts.Count; i++)
            {
                if (DayRuns.Trim(cuts[i], cuts[i + 1], calendar) is not { } part) continue;
                var asked = over.Where(a => a.Start <= part.Start && a.End >= part.End).Select(a => (long?)a.Asked)
                    .Max();
                var code = part.Start < fetchable
                    ? QcCodes.SnapshotMissed
                    : asked is null ? series.Table.MissingCode : QcCodes.VendorHasNone;
                Append(spans,
                    new PartitionSpan(part.Start, part.End, PartitionState.Red, code,
                        code == QcCodes.VendorHasNone ? asked!.Value : now));
            }
        }

        return KeepObserved(spans, stored);
    }

    private void Append(List<PartitionSpan> spans, PartitionSpan next)
    {
        if (spans.Count > 0 && spans[^1].Code == next.Code && calendar.Count(spans[^1].End, next.Start) == 0)
            spans[^1] = spans[^1] with { End = next.End, ObservedAt = Math.Min(spans[^1].ObservedAt, next.ObservedAt) };
        else spans.Add(next);
    }

    // A run that nobody has said anything about since the last scan is no news.
    internal static List<PartitionSpan> KeepObserved(List<PartitionSpan> spans, IReadOnlyList<PartitionSpan> stored)
    {
        var before = stored.ToDictionary(s => s.Start);
        for (var i = 0; i < spans.Count; i++)
            if (spans[i].Code is not (QcCodes.VendorHasNone or QcCodes.NoEvent or QcCodes.StaleConfirmation
                or QcCodes.Ok)
                && before.TryGetValue(spans[i].Start, out var old) && old.End == spans[i].End
                && old.Code == spans[i].Code) spans[i] = old;
        return spans;
    }

    private long Difference(IReadOnlyList<PartitionSpan> before, List<PartitionSpan> after)
    {
        if (before.SequenceEqual(after)) return 0;
        var (old, current) = (before.ToHashSet(), after.ToHashSet());
        return after.Where(s => !old.Contains(s)).Concat(before.Where(s => !current.Contains(s)))
            .Sum(s => (long)calendar.Count(s.Start, s.End));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
