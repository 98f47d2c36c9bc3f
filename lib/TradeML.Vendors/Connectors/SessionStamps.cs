using TradeML.Core.Time;

namespace TradeML.Vendors.Connectors;

/// <summary>
/// Looks up the session that a daily bar's timestamp names: the local midnight of the exchange, as UTC, through
/// daylight saving.
/// </summary>
public sealed class SessionStamps
{
    private readonly Dictionary<long, int> byMidnight;
    private readonly string[] ids;

    /// <summary>Indexes a calendar's sessions.</summary>
    /// <param name="calendar">The listing exchange's calendar.</param>
    public SessionStamps(ExchangeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        Calendar = calendar;
        byMidnight = new Dictionary<long, int>(calendar.SessionCount);
        ids = new string[calendar.SessionCount];
        var days = calendar.Days;
        for (var i = 0; i < days.Length; i++)
        {
            byMidnight.Add(calendar.MidnightUtc(days[i]).Ticks, i);
            ids[i] = $"{calendar.Code}:{days[i]:yyyy-MM-dd}";
        }
    }

    /// <summary>The calendar.</summary>
    public ExchangeCalendar Calendar { get; }

    /// <summary>Index of the session whose local midnight the instant is, or -1.</summary>
    /// <param name="utc">A UTC instant.</param>
    public int IndexOf(DateTime utc) => byMidnight.GetValueOrDefault(utc.Ticks, -1);

    /// <summary>The session's id, for example <c>XNYS:2024-03-04</c>.</summary>
    /// <param name="index">A session index of the calendar.</param>
    public string Id(int index) => ids[index];

    /// <summary>The first day whose session is not over by an instant: days before it are final.</summary>
    /// <param name="utc">A UTC instant.</param>
    public DateOnly FirstOpenDay(DateTime utc)
    {
        var day = Calendar.TradingDayOf(utc);
        return Calendar.Find(day) is { } session && session.CloseUtc > utc ? day : day.AddDays(1);
    }
}
