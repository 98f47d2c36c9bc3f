using TradeML.Core.Time;

namespace TradeML.Data.Quality.Rules;

/// <summary>Which sessions are over at an instant.</summary>
internal static class ClosedSessions
{
    /// <summary>The day after the last session that had closed: the exclusive end of what can be expected.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="utc">The instant (UTC).</param>
    public static DateOnly EndAt(ExchangeCalendar calendar, DateTime utc)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var index = calendar.IndexAtOrBefore(calendar.TradingDayOf(utc));
        if (calendar[index].CloseUtc > utc) index--;
        return calendar[index].Date.AddDays(1);
    }
}
