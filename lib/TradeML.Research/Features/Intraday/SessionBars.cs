using TradeML.Core.Time;

namespace TradeML.Research.Features.Intraday;

/// <summary>
/// The bars of one scheduled session: rows [<paramref name="First"/>, <paramref name="End"/>) of a series.
/// </summary>
/// <param name="Session">The session of the calendar; a half-day is a shorter one.</param>
/// <param name="First">First row.</param>
/// <param name="End">One past the last row.</param>
public readonly record struct SessionBars(TradingSession Session, int First, int End)
{
    /// <summary>Number of bars.</summary>
    public int Count => End - First;

    /// <summary>
    /// Cuts a series into sessions. Bars before the open, from the close on, or on days without a session belong to
    /// none.
    /// </summary>
    /// <param name="series">The bars.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <exception cref="TradeML.Core.Errors.TradeMLException">Bad input: a bar lies outside the calendar's
    /// years.</exception>
    public static IReadOnlyList<SessionBars> Cut(MinuteSeries series, ExchangeCalendar calendar)
    {
        var cuts = new List<SessionBars>();
        for (var row = 0; row < series.Rows;)
        {
            var index = calendar.IndexAtOrAfter(calendar.TradingDayOf(series.Start[row]));
            if (index == calendar.SessionCount) break;
            var session = calendar[index];
            while (row < series.Rows && series.Start[row] < session.OpenUtc) row++;
            var first = row;
            while (row < series.Rows && series.Start[row] < session.CloseUtc) row++;
            if (row > first) cuts.Add(new(session, first, row));
            // After the close to the end of the local day: no session's.
            while (row < series.Rows && series.Start[row] >= session.CloseUtc
                && calendar.TradingDayOf(series.Start[row]) == session.Date) row++;
        }

        return cuts;
    }
}
