using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality;

/// <summary>Judges the daily bars of one symbol, one verdict a day: pure, no clock, no store.</summary>
public static class DailyBarQc
{
    /// <summary>Calendar days since the bar before across which a jump or a repeat is still judged.</summary>
    private const int MaxGapDays = 10;

    /// <summary>
    /// Judges every day that has a row. Days without one are the audit's. The worst finding names the day; identical copies of a bar count as one.
    /// </summary>
    /// <param name="bars">Rows of raw/equities_bars in any order; those of other symbols or outside the window are not judged.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="start">First day of the window.</param>
    /// <param name="end">First day after the window.</param>
    /// <param name="calendar">Sessions of the listing exchange.</param>
    /// <param name="thresholds">Bounds.</param>
    /// <param name="eventDays">Ex-dates of known corporate actions of the symbol, on which a jump is explained; null: none known.</param>
    /// <returns>Verdicts in ascending order of day; a RED verdict means that the day's rows belong in quarantine.</returns>
    public static IReadOnlyList<PartitionVerdict> Assess(
        ColumnBatch bars, string symbol, DateOnly start, DateOnly end, ExchangeCalendar calendar, QcThresholds thresholds,
        IReadOnlySet<DateOnly>? eventDays = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(thresholds);
        var columns = new BarColumns(bars);
        var rows = RowsOf(columns, symbol, start, end);
        var verdicts = new List<PartitionVerdict>(rows.Length);
        int previous = -1, run = 1;
        for (var i = 0; i < rows.Length;)
        {
            var (first, day) = (rows[i], columns.Dates[rows[i]]);
            var next = i + 1;
            while (next < rows.Length && columns.Dates[rows[next]] == day) next++;
            var code = Integrity(columns, rows.AsSpan(i, next - i), calendar, thresholds);
            if (code is null)
            {
                var near = previous >= 0 && day.DayNumber - columns.Dates[previous].DayNumber <= MaxGapDays;
                run = near && columns.SameBar(previous, first) ? run + 1 : 1;
                code = Plausibility(columns, first, near ? previous : -1, run, thresholds, eventDays);
                previous = first;
            }

            verdicts.Add(new PartitionVerdict(day, QcCodes.StateOf(code), QcCodes.ScoreOf(code), code == QcCodes.Duplicate ? next - i : 1, 1, code));
            i = next;
        }

        return verdicts;
    }

    /// <summary>What breaks the bar, or null: such a row is not passed on.</summary>
    private static string? Integrity(BarColumns c, ReadOnlySpan<int> rows, ExchangeCalendar calendar, QcThresholds limits)
    {
        var first = rows[0];
        if (!calendar.IsSession(c.Dates[first])) return QcCodes.OffSession;
        foreach (var row in rows[1..])
            if (!c.SameBar(first, row)) return QcCodes.Duplicate;
        return BarRules.Integrity(c.Open[first], c.High[first], c.Low[first], c.Close[first], c.Volume[first], limits);
    }

    /// <summary>What makes a sound bar doubtful; OK when nothing does.</summary>
    private static string Plausibility(
        BarColumns c, int row, int previous, int run, QcThresholds limits, IReadOnlySet<DateOnly>? eventDays)
    {
        if (BarRules.IsBadRange(c.Open[row], c.High[row], c.Low[row], c.Close[row], limits)) return QcCodes.BadRange;
        var jump = previous >= 0 && BarRules.IsJump(c.Close[row], c.Close[previous], limits);
        var explained = jump && eventDays is not null && eventDays.Contains(c.Dates[row]);
        if (jump && !explained) return QcCodes.JumpUnexplained;
        if (c.Volume[row] == 0) return QcCodes.ZeroVolume;
        if (run >= limits.StaleRunSessions) return QcCodes.Stale;
        if (c.Vwap is { } vwap && (vwap[row] < c.Low[row] * (1 - limits.VwapTolerance) || vwap[row] > c.High[row] * (1 + limits.VwapTolerance)))
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
