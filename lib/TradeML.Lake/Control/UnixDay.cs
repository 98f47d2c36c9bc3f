namespace TradeML.Lake.Control;

/// <summary>Days as the control store keeps them: whole days since 1970-01-01.</summary>
public static class UnixDay
{
    private const int Epoch = 719162; // DateOnly(1970, 1, 1).DayNumber

    /// <summary>
    /// The mark of a partition without a date: the day number of 0001-01-01, <see cref="DateOnly.MinValue"/>.
    /// </summary>
    public const int Undated = -Epoch;

    /// <summary>Days from 1970-01-01 to <paramref name="day"/>; negative before it.</summary>
    /// <param name="day">Any day.</param>
    public static int From(DateOnly day) => day.DayNumber - Epoch;

    /// <summary>Days from 1970-01-01, or null for null.</summary>
    /// <param name="day">A day or null.</param>
    public static int? From(DateOnly? day) => day is { } d ? From(d) : null;

    /// <summary>The day that is <paramref name="days"/> after 1970-01-01.</summary>
    /// <param name="days">Days since 1970-01-01.</param>
    public static DateOnly ToDate(long days) => DateOnly.FromDayNumber(checked((int)days + Epoch));
}
