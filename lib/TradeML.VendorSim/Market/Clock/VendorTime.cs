using System.Globalization;
using TradeML.Core.Time;

namespace TradeML.VendorSim.Market.Clock;

/// <summary>Instants and days as parameters spell them, and which sessions have closed.</summary>
internal static class VendorTime
{
    private static readonly DateTime First = new(1990, 1, 2, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2035, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Days before its ex-date from which vendors list a corporate action.</summary>
    public const int AnnouncedDays = 14;

    /// <summary>
    /// Reads RFC 3339, or a plain day as its New York midnight. The result is UTC and inside the calendar's range.
    /// </summary>
    public static bool TryInstant(string text, ExchangeCalendar calendar, out DateTime utc)
    {
        utc = default;
        if (TryDay(text, out var day))
        {
            utc = calendar.MidnightUtc(Clamp(day));
            return true;
        }

        if (text.Length < 20 || text[10] != 'T') return false;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return false;
        utc = Clamp(instant.UtcDateTime);
        return true;
    }

    /// <summary>Reads YYYY-MM-DD.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Full minutes since 1970.</summary>
    public static int Minute(DateTime utc) => (int)((utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute);

    public static DateTime Clamp(DateTime utc) => utc < First ? First : utc > Last ? Last : utc;

    public static DateOnly Clamp(DateOnly day) =>
        day.Year < 1990 ? DateOnly.FromDateTime(First) : day.Year > 2035 ? DateOnly.FromDateTime(Last) : day;

    /// <summary>First local day whose midnight is at or after an instant.</summary>
    public static DateOnly FirstMidnightFrom(DateTime utc, ExchangeCalendar calendar)
    {
        var day = calendar.TradingDayOf(utc);
        return calendar.MidnightUtc(day) < utc ? day.AddDays(1) : day;
    }

    /// <summary>Last session that had closed by an instant; the day before the calendar when there is none.</summary>
    public static DateOnly LastClosed(DateTime utc, ExchangeCalendar calendar)
    {
        var index = calendar.IndexAtOrBefore(calendar.TradingDayOf(Clamp(utc)));
        while (index >= 0 && calendar[index].CloseUtc > utc) index--;
        return index < 0 ? calendar.FirstDay.AddDays(-1) : calendar[index].Date;
    }
}
