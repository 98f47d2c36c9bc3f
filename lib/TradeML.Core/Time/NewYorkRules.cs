namespace TradeML.Core.Time;

/// <summary>
/// The holiday and early-close rules of the New York Stock Exchange since 1990 (NYSE Rule 7.2 and the exchange's
/// closure announcements). Unscheduled halts within a session are no part of a schedule and are not modelled.
/// </summary>
internal static class NewYorkRules
{
    internal static readonly TimeOnly Open = new(9, 30);
    internal static readonly TimeOnly Close = new(16, 0);

    private static readonly TimeOnly HalfDayClose = new(13, 0);
    private static readonly TimeOnly HalfDayCloseBefore1993 = new(14, 0);

    private static readonly (DateOnly Day, string Name)[] SpecialClosures =
    [
        (new(1994, 4, 27), "Mourning for President Nixon"),
        (new(2001, 9, 11), "September 11 attacks"),
        (new(2001, 9, 12), "September 11 attacks"),
        (new(2001, 9, 13), "September 11 attacks"),
        (new(2001, 9, 14), "September 11 attacks"),
        (new(2004, 6, 11), "Mourning for President Reagan"),
        (new(2007, 1, 2), "Mourning for President Ford"),
        (new(2012, 10, 29), "Hurricane Sandy"),
        (new(2012, 10, 30), "Hurricane Sandy"),
        (new(2018, 12, 5), "Mourning for President G. H. W. Bush"),
        (new(2025, 1, 9), "Mourning for President Carter"),
    ];

    // Fridays after Christmas were half days twice and then no more; the last day of the millennium was one.
    private static readonly DateOnly[] SpecialEarlyCloses = [new(1997, 12, 26), new(1999, 12, 31), new(2003, 12, 26)];

    /// <summary>The full closures of a year that fall on weekdays, in no particular order.</summary>
    internal static IEnumerable<(DateOnly Day, string Name)> Closures(int year)
    {
        // A New Year's Day on Saturday is not moved: Friday is the last session of the accounting year.
        var newYear = new DateOnly(year, 1, 1);
        if (newYear.DayOfWeek != DayOfWeek.Saturday) yield return (SundayToMonday(newYear), "New Year's Day");
        if (year >= 1998) yield return (NthWeekday(year, 1, DayOfWeek.Monday, 3), "Martin Luther King Jr. Day");
        yield return (NthWeekday(year, 2, DayOfWeek.Monday, 3), "Washington's Birthday");
        yield return (EasterSunday(year).AddDays(-2), "Good Friday");
        yield return (NthWeekday(year, 6, DayOfWeek.Monday, 1).AddDays(-7), "Memorial Day");
        if (year >= 2022) yield return (NearestWeekday(new DateOnly(year, 6, 19)), "Juneteenth");
        yield return (NearestWeekday(new DateOnly(year, 7, 4)), "Independence Day");
        yield return (NthWeekday(year, 9, DayOfWeek.Monday, 1), "Labor Day");
        yield return (Thanksgiving(year), "Thanksgiving Day");
        yield return (NearestWeekday(new DateOnly(year, 12, 25)), "Christmas Day");
        foreach (var closure in SpecialClosures)
            if (closure.Day.Year == year) yield return closure;
    }

    /// <summary>The sessions of a year with an early close, and their local closing time.</summary>
    internal static IEnumerable<(DateOnly Day, TimeOnly Close)> EarlyCloses(int year)
    {
        var close = year < 1993 ? HalfDayCloseBefore1993 : HalfDayClose;
        if (year >= 1995 && IndependenceHalfDay(year) is { } july) yield return (july, close);
        if (year >= 1992) yield return (Thanksgiving(year).AddDays(1), close);
        var christmasEve = new DateOnly(year, 12, 24);
        if (christmasEve.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Thursday) yield return (christmasEve, close);
        foreach (var day in SpecialEarlyCloses)
            if (day.Year == year) yield return (day, close);
    }

    private static DateOnly? IndependenceHalfDay(int year) => new DateOnly(year, 7, 4).DayOfWeek switch
    {
        DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Friday => new DateOnly(year, 7, 3),
        DayOfWeek.Thursday => new DateOnly(year, 7, year < 2013 ? 5 : 3),
        _ => null,
    };

    private static DateOnly Thanksgiving(int year) => NthWeekday(year, 11, DayOfWeek.Thursday, 4);

    private static DateOnly SundayToMonday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(1) : day;

    private static DateOnly NearestWeekday(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Saturday ? day.AddDays(-1) : SundayToMonday(day);

    private static DateOnly NthWeekday(int year, int month, DayOfWeek weekday, int n)
    {
        var first = new DateOnly(year, month, 1);
        var ahead = ((int)weekday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(ahead + (7 * (n - 1)));
    }

    /// <summary>
    /// Gregorian Easter by the anonymous algorithm (Meeus, Astronomical Algorithms, 2nd ed., chapter 8).
    /// </summary>
    private static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var century = Math.DivRem(year, 100, out var yearOfCentury);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        var month = Math.DivRem(epact + weekday - (7 * shift) + 114, 31, out var day);
        return new DateOnly(year, month, day + 1);
    }
}
