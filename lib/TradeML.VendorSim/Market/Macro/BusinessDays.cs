using TradeML.Core.Time;

namespace TradeML.VendorSim.Market.Macro;

/// <summary>
/// Days on which government offices and the bond market work: sessions of the New York Stock Exchange except Columbus
/// Day and Veterans Day. Times of day are New York wall clock.
/// </summary>
internal static class BusinessDays
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;

    public static DateOnly Last { get; } = new(2035, 12, 14);

    public static bool IsOpen(DateOnly day) => Calendar.IsSession(day) && !IsColumbusDay(day) && !IsVeteransDay(day);

    /// <summary>The day itself when it is open, else the next that is.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOpen(day)) day = day.AddDays(1);
        return day;
    }

    public static DateOnly Next(DateOnly day) => OnOrAfter(day.AddDays(1));

    /// <summary>The instant of a time of day on an open day; New York's clock never changes on one.</summary>
    public static DateTime Instant(DateOnly day, TimeOnly time) => Calendar.MidnightUtc(day).Add(time.ToTimeSpan());

    /// <summary>Day and time of day in New York, for instants of open days.</summary>
    public static (DateOnly Day, TimeOnly Time) Wall(DateTime utc)
    {
        var day = Calendar.TradingDayOf(utc);
        return (day, new TimeOnly((utc - Calendar.MidnightUtc(day)).Ticks));
    }

    private static bool IsColumbusDay(DateOnly day) =>
        day is { Month: 10, DayOfWeek: DayOfWeek.Monday, Day: >= 8 and <= 14 };

    private static bool IsVeteransDay(DateOnly day) => day.Month == 11
        && (day.Day == 11 || (day.Day == 10 && day.DayOfWeek == DayOfWeek.Friday)
            || (day.Day == 12 && day.DayOfWeek == DayOfWeek.Monday));
}
