using TradeML.Core.Time;

namespace TradeML.Proof.Worlds;

/// <summary>
/// Opening and closing instants of a local day (UTC): the exchange's where it trades, its regular hours on any other
/// day.
/// </summary>
internal static class SessionHours
{
    private static readonly TimeOnly RegularOpen = new(9, 30), RegularClose = new(16, 0);

    internal static DateTime Open(DateOnly day) => Find(day)?.OpenUtc ?? ExchangeCalendar.Xnys.ToUtc(day, RegularOpen);

    internal static DateTime Close(DateOnly day) =>
        Find(day)?.CloseUtc ?? ExchangeCalendar.Xnys.ToUtc(day, RegularClose);

    /// <summary>The open of the session after a day.</summary>
    internal static DateTime NextOpen(DateOnly day)
    {
        for (var next = day.AddDays(1); ; next = next.AddDays(1))
            if (Find(next) is { } session) return session.OpenUtc;
            else if (next >= ExchangeCalendar.Xnys.LastDay) return Open(day.AddDays(1));
    }

    internal static DateOnly DayOf(DateTime instant) => ExchangeCalendar.Xnys.TradingDayOf(instant);

    private static TradingSession? Find(DateOnly day) =>
        day >= ExchangeCalendar.Xnys.FirstDay && day <= ExchangeCalendar.Xnys.LastDay
            ? ExchangeCalendar.Xnys.Find(day)
            : null;
}
