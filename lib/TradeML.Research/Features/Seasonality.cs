namespace TradeML.Research.Features;

/// <summary>Calendar features: day of the week (Monday 0, period 5) and month of the year (January 0, period 12) as points on a circle.</summary>
public static class Seasonality
{
    /// <summary>The value of a calendar feature on each session.</summary>
    /// <param name="sessions">Exchange-local trading days.</param>
    /// <param name="kind">One of the four calendar kinds.</param>
    /// <param name="result">As long as <paramref name="sessions"/>.</param>
    public static void Compute(ReadOnlySpan<DateOnly> sessions, FeatureKind kind, Span<double> result)
    {
        for (var i = 0; i < sessions.Length; i++)
        {
            var week = 2 * Math.PI * ((int)sessions[i].DayOfWeek - 1) / 5;
            var year = 2 * Math.PI * (sessions[i].Month - 1) / 12;
            result[i] = kind switch
            {
                FeatureKind.DayOfWeekSin => Math.Sin(week),
                FeatureKind.DayOfWeekCos => Math.Cos(week),
                FeatureKind.MonthSin => Math.Sin(year),
                _ => Math.Cos(year),
            };
        }
    }
}
