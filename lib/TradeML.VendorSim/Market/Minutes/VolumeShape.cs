namespace TradeML.VendorSim.Market.Minutes;

/// <summary>How trading spreads over the week, the month and the day.</summary>
internal static class VolumeShape
{
    /// <summary>Share of a full day's volume that an early close leaves.</summary>
    public const double EarlyClose = 0.45;

    /// <summary>
    /// Factor of a day on its usual volume: weekday, last session of a month, quarterly expiry (third Friday of March,
    /// June, September, December).
    /// </summary>
    /// <param name="day">Exchange-local day.</param>
    /// <param name="lastOfMonth">Whether it is the month's last session.</param>
    public static double OfDay(DateOnly day, bool lastOfMonth)
    {
        var factor = day.DayOfWeek switch
        {
            DayOfWeek.Monday => 0.93,
            DayOfWeek.Tuesday => 1.0,
            DayOfWeek.Wednesday => 1.02,
            DayOfWeek.Thursday => 1.04,
            _ => 1.01,
        };
        if (lastOfMonth) factor *= 1.2;
        if (day.DayOfWeek == DayOfWeek.Friday && day.Day is >= 15 and <= 21 && day.Month % 3 == 0) factor *= 1.6;
        return factor;
    }

    /// <summary>
    /// Density of volume over the session: a U with a heavier close, 0.55 + 1.35 (1−x)⁸ + 2.7 x¹⁰ + 0.1365 · 4 (x−½)²,
    /// which integrates to about 1.
    /// </summary>
    /// <param name="fraction">Part of the session gone by, 0 … 1.</param>
    public static double Density(double fraction)
    {
        var left = 1 - fraction;
        var middle = fraction - 0.5;
        return 0.55 + (1.35 * Math.Pow(left, 8)) + (2.7 * Math.Pow(fraction, 10)) + (0.5460 * middle * middle);
    }

    /// <summary>Share of the day's volume traded up to a point of the session: 0 at 0, 1 at 1, increasing.</summary>
    /// <param name="fraction">Part of the session gone by, 0 … 1.</param>
    public static double Cumulative(double fraction) => Integral(Math.Clamp(fraction, 0, 1)) / Integral(1);

    private static double Integral(double x)
    {
        var cube = Math.Pow(x - 0.5, 3) + 0.125;
        return (0.55 * x) + (0.15 * (1 - Math.Pow(1 - x, 9))) + (2.7 / 11 * Math.Pow(x, 11)) + (0.5460 / 3 * cube);
    }
}
