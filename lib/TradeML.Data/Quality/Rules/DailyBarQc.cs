using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Rules;

/// <summary>
/// Judges the daily bars of one symbol, one verdict a day: pure, no clock, no store. What needs the bars after a day (a
/// price that comes back, volume on another scale) is found once they are there.
/// </summary>
public static class DailyBarQc
{
    /// <summary>Calendar days since the bar before across which a jump or a repeat is still judged.</summary>
    private const int MaxGapDays = 10;

    /// <summary>
    /// Judges every day that has a row. Days without one are the audit's. The worst finding names the day; identical
    /// copies of a bar count as one.
    /// </summary>
    /// <param name="bars">Rows of raw/equities_bars in any order; those of other symbols or outside the window are not
    /// judged.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="start">First day of the window.</param>
    /// <param name="end">First day after the window.</param>
    /// <param name="calendar">Sessions of the listing exchange.</param>
    /// <param name="thresholds">Bounds.</param>
    /// <param name="events">Known corporate actions of the symbol by ex-date: they explain a jump, or lack it; null:
    /// none known.</param>
    /// <returns>Verdicts in ascending order of day; a RED verdict means that the day's rows belong in
    /// quarantine.</returns>
    public static IReadOnlyList<PartitionVerdict> Assess(
        ColumnBatch bars, string symbol, DateOnly start, DateOnly end, ExchangeCalendar calendar,
        QcThresholds thresholds,
        IReadOnlyDictionary<DateOnly, DayEvents>? events = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(thresholds);
        var columns = new BarColumns(bars);
        var rows = RowsOf(columns, symbol, start, end);
        var (verdicts, sound) = (new List<PartitionVerdict>(rows.Length),
            new List<(int Row, int Verdict)>(rows.Length));
        for (int i = 0, next; i < rows.Length; i = next)
        {
            var day = columns.Dates[rows[i]];
            next = i + 1;
            while (next < rows.Length && columns.Dates[rows[next]] == day) next++;
            var code = Integrity(columns, rows.AsSpan(i, next - i), calendar, thresholds);
            if (code is null) sound.Add((rows[i], verdicts.Count));
            verdicts.Add(Verdict(day, code ?? QcCodes.Ok, code == QcCodes.Duplicate ? next - i : 1));
        }

        var history = new BarHistory(columns, [.. sound.Select(s => s.Row)], thresholds, events);
        for (var k = 0; k < sound.Count; k++)
            if (Plausibility(columns, history, k, thresholds) is var code && code != QcCodes.Ok)
                verdicts[sound[k].Verdict] = Verdict(columns.Dates[sound[k].Row], code, 1);
        return verdicts;
    }

    private static PartitionVerdict Verdict(DateOnly day, string code, int rows) =>
        new(day, QcCodes.StateOf(code), QcCodes.ScoreOf(code), rows, 1, code);

    /// <summary>What breaks the bar, or null: such a row is not passed on.</summary>
    private static string? Integrity(
        BarColumns c, ReadOnlySpan<int> rows, ExchangeCalendar calendar, QcThresholds limits)
    {
        var first = rows[0];
        if (!calendar.IsSession(c.Dates[first])) return QcCodes.OffSession;
        foreach (var row in rows[1..])
            if (!c.SameBar(first, row)) return QcCodes.Duplicate;
        return BarRules.Integrity(c.Open[first], c.High[first], c.Low[first], c.Close[first], c.Volume[first], limits);
    }

    /// <summary>What makes a sound bar doubtful; OK when nothing does.</summary>
    private static string Plausibility(BarColumns c, BarHistory history, int k, QcThresholds limits)
    {
        var row = history.Row(k);
        if (BarRules.IsBadRange(c.Open[row], c.High[row], c.Low[row], c.Close[row], limits)) return QcCodes.BadRange;
        var near = k > 0 && c.Dates[row].DayNumber - c.Dates[history.Row(k - 1)].DayNumber <= MaxGapDays;
        if (near && history.IsLone(k)) return QcCodes.LoneBar;
        var explained = false;
        if (near)
        {
            if (history.IsEventMismatch(k)) return QcCodes.EventMismatch;
            var jump = BarRules.IsJump(c.Close[row], c.Close[history.Row(k - 1)], limits);
            explained = jump && history.EventsOf(k) is not null;
            if (jump && !explained) return QcCodes.JumpUnexplained;
        }

        if (c.Volume[row] == 0) return QcCodes.ZeroVolume;
        if (history.RunAt(k, MaxGapDays) >= limits.StaleRunSessions
            || history.FlatRunAt(k, MaxGapDays) >= limits.FlatRunSessions) return QcCodes.Stale;
        if (history.IsVolumeShift(k)) return QcCodes.VolumeSuspect;
        if (c.Vwap is { } vwap
            && (vwap[row] < c.Low[row] * (1 - limits.VwapTolerance)
                || vwap[row] > c.High[row] * (1 + limits.VwapTolerance)))
            return QcCodes.VwapOutside;
        return explained ? QcCodes.JumpExplained : QcCodes.Ok;
    }

    private static int[] RowsOf(BarColumns c, string symbol, DateOnly start, DateOnly end)
    {
        var rows = new List<int>(c.Dates.Length);
        var ascending = true;
        for (var row = 0; row < c.Dates.Length; row++)
        {
            if (c.Symbols[row] != symbol || c.Dates[row] < start || c.Dates[row] >= end) continue;
            ascending &= rows.Count == 0 || c.Dates[rows[^1]] <= c.Dates[row];
            rows.Add(row);
        }

        return ascending ? [.. rows] : [.. rows.OrderBy(r => c.Dates[r])];
    }
}
