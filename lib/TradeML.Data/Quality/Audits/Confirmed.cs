using TradeML.Core.Time;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// Which days are complete by confirmation. An answer given long after a day is final: what was to become known of it
/// is known. A younger one holds for a while and is then asked for again, because vendors report events late.
/// </summary>
internal sealed class Confirmed(ExchangeCalendar calendar, RecheckOptions recheck, DateTime nowUtc)
{
    /// <summary>The verdicts of a window: confirmed, stale, or unconfirmed.</summary>
    /// <param name="start">First day.</param>
    /// <param name="end">First day after.</param>
    /// <param name="answers">Complete answers.</param>
    /// <param name="code">Code of a confirmed day.</param>
    /// <param name="settled">Whether every answer is final.</param>
    public List<PartitionSpan> Spans(
        DateOnly start, DateOnly end, IEnumerable<AuditFacts.Answer> answers, string code = QcCodes.NoEvent,
        bool settled = false)
    {
        var spans = new List<PartitionSpan>();
        if (start >= end) return spans;
        var windows = answers
            .Select(a => (a.Start, End: Earlier(a.End, calendar.TradingDayOf(a.AskedAt).AddDays(1)), a.AskedAt))
            .Where(a => a.Start < end && a.End > start && a.Start < a.End)
            .OrderBy(a => a.Start).ToList();
        var cuts = windows.SelectMany(w => new[] { w.Start, w.End }).Append(start).Append(end)
            .Where(d => d >= start && d <= end).Distinct().Order().ToList();
        var open = new List<(DateOnly Start, DateOnly End, DateTime AskedAt)>();
        var at = 0;
        for (var i = 0; i + 1 < cuts.Count; i++)
        {
            while (at < windows.Count && windows[at].Start <= cuts[i]) open.Add(windows[at++]);
            open.RemoveAll(w => w.End <= cuts[i]);
            if (open.Count == 0)
                Append(spans, cuts[i], cuts[i + 1], PartitionState.Red, QcCodes.Unconfirmed,
                    InstantText.ToMicros(nowUtc));
            else Judge(spans, cuts[i], cuts[i + 1], open.Max(w => w.AskedAt), code, settled);
        }

        return spans;
    }

    private void Judge(
        List<PartitionSpan> spans, DateOnly start, DateOnly end, DateTime asked, string code, bool settled)
    {
        var observed = InstantText.ToMicros(asked);
        var final = settled || nowUtc < asked.AddDays(recheck.ConfirmationDays)
            ? end
            : calendar.TradingDayOf(asked).AddDays(1 - recheck.SettleDays);
        if (start < final) Append(spans, start, Earlier(end, final), PartitionState.Green, code, observed);
        if (final < end)
            Append(spans, start > final ? start : final, end, PartitionState.Amber, QcCodes.StaleConfirmation,
                observed);
    }

    private void Append(
        List<PartitionSpan> spans, DateOnly start, DateOnly end, PartitionState state, string code, long observed)
    {
        if (DayRuns.Trim(start, end, calendar) is not { } part) return;
        if (spans.Count > 0 && spans[^1].Code == code && calendar.Count(spans[^1].End, part.Start) == 0)
            spans[^1] = spans[^1] with { End = part.End, ObservedAt = Math.Max(spans[^1].ObservedAt, observed) };
        else spans.Add(new PartitionSpan(part.Start, part.End, state, code, observed));
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
