using System.Globalization;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>The window of an aggregates request: days, or milliseconds since 1970; both ends inclusive.</summary>
/// <param name="First">First day whose bar is wanted.</param>
/// <param name="Last">Last day whose bar is wanted.</param>
/// <param name="StartUtc">First instant at which a minute may begin.</param>
/// <param name="EndUtc">Last instant at which a minute may begin.</param>
/// <param name="Visible">Last session whose end-of-day data exist.</param>
/// <param name="Today">The exchange's day.</param>
internal sealed record MassiveWindow(
    DateOnly First, DateOnly Last, DateTime StartUtc, DateTime EndUtc, DateOnly Visible, DateOnly Today)
{
    /// <summary>
    /// Whether the window reaches the newest data, which a plan without real-time data gets with the status DELAYED.
    /// </summary>
    public bool IsNewest => Last >= Visible;

    /// <summary>
    /// Reads the window and checks it against the plan; null when the reply already holds the refusal.
    /// </summary>
    public static MassiveWindow? Read(
        string fromText, string toText, ServerContext context, VendorRequest request, Reply reply)
    {
        var calendar = context.Calendar;
        if (!TryRead(fromText, calendar, out var first, out var start, end: false)
            || !TryRead(toText, calendar, out var last, out var stop, end: true))
        {
            MassiveErrors.Bad(request, reply,
                "Could not parse the time parameter 'from' or 'to'. Use YYYY-MM-DD or Unix MS Timestamps");
            return null;
        }

        if (stop < start)
        {
            MassiveErrors.Bad(request, reply, "The parameter 'to' cannot be a time that occurs before 'from'");
            return null;
        }

        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var (today, visible) = (calendar.TradingDayOf(now), VendorTime.LastClosed(now, calendar));
        var plan = context.PlanOf(request.Vendor);
        if (plan.HistoryDays > 0 && first < today.AddDays(-plan.HistoryDays))
        {
            MassiveErrors.NotEntitled(request, reply, "Your plan doesn't include this data timeframe.");
            return null;
        }

        if (last >= today && calendar.IsSession(today) && visible < today)
        {
            MassiveErrors.NotEntitled(request, reply, "Attempted to request today's data before end of day.");
            return null;
        }

        return new MassiveWindow(first, last, start, stop, visible, today);
    }

    private static bool TryRead(
        string text, Core.Time.ExchangeCalendar calendar, out DateOnly day, out DateTime utc, bool end)
    {
        utc = default;
        if (VendorTime.TryDay(text, out day))
        {
            day = VendorTime.Clamp(day);
            utc = end ? calendar.MidnightUtc(day.AddDays(1)).AddTicks(-1) : calendar.MidnightUtc(day);
            return true;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
            return false;
        if (Math.Abs(milliseconds) > 4_000_000_000_000) return false;
        utc = VendorTime.Clamp(DateTime.UnixEpoch.AddMilliseconds(milliseconds));
        day = end ? calendar.TradingDayOf(utc) : VendorTime.FirstMidnightFrom(utc, calendar);
        return true;
    }
}
