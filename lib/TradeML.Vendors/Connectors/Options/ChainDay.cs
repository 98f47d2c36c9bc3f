using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Options;

/// <summary>
/// Which session a chain that is asked for now describes: the last one that is over, until the next one opens.
/// </summary>
internal static class ChainDay
{
    /// <summary>The day, or null while a session runs: its chain is not final and the one before is gone.</summary>
    public static DateOnly? Of(ExchangeCalendar calendar, DateTime now)
    {
        var today = calendar.TradingDayOf(now);
        if (calendar.Find(today) is not { } session) return calendar.Previous(today);
        if (now < session.OpenUtc) return calendar.Previous(today);
        return now >= session.CloseUtc ? today : null;
    }

    /// <summary>
    /// How many questions a window needs: 1 when it holds the session that can still be asked for, otherwise 0, because
    /// no vendor tells a past chain.
    /// </summary>
    public static int Questions(ExchangeCalendar calendar, PageWindow window) =>
        Of(calendar, window.Now) is { } day && day >= window.Start && day < window.End ? 1 : 0;
}
