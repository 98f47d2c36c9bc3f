using TradeML.Core.Time;

namespace TradeML.VendorSim.Market.Minutes;

/// <summary>
/// Counts the minutes of all sessions of a calendar, one after the other: slot s is a minute in which trading is open.
/// </summary>
internal sealed class SessionMinutes
{
    private static readonly Lazy<SessionMinutes> LazyXnys = new(() => new SessionMinutes(ExchangeCalendar.Xnys));

    private readonly ExchangeCalendar calendar;
    private readonly int[] starts;

    public SessionMinutes(ExchangeCalendar calendar)
    {
        this.calendar = calendar;
        starts = new int[calendar.SessionCount + 1];
        for (var i = 0; i < calendar.SessionCount; i++) starts[i + 1] = starts[i] + Length(calendar[i]);
    }

    /// <summary>The minutes of the New York exchanges.</summary>
    public static SessionMinutes Xnys => LazyXnys.Value;

    /// <summary>Number of minutes that begin before an instant.</summary>
    public int Before(DateTime utc)
    {
        var session = calendar.IndexAtOrAfter(VendorDay(calendar.TradingDayOf(utc)));
        if (session >= calendar.SessionCount) return starts[^1];
        var open = calendar[session].OpenUtc;
        if (utc <= open) return starts[session];
        return starts[session]
            + (int)Math.Min(starts[session + 1] - starts[session],
                ((utc - open).Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute);
    }

    /// <summary>Number of minutes of the sessions before a day.</summary>
    public int Before(DateOnly day) => starts[calendar.IndexAtOrAfter(VendorDay(day))];

    /// <summary>The session of a slot and the minute within it.</summary>
    public (int Session, int Minute) Locate(int slot)
    {
        var found = Array.BinarySearch(starts, slot);
        var session = found >= 0 ? found : ~found - 1;
        return (session, slot - starts[session]);
    }

    /// <summary>Minutes of a session by its number in the calendar.</summary>
    public int Length(int session) => starts[session + 1] - starts[session];

    private static int Length(TradingSession session) => (int)(session.CloseUtc - session.OpenUtc).TotalMinutes;

    private DateOnly VendorDay(DateOnly day) =>
        day < calendar.FirstDay ? calendar.FirstDay : day > calendar.LastDay ? calendar.LastDay : day;
}
