namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Calendar features: day of the week (Monday 0, period 5) and month of the year (January 0, period 12) as points on a
/// circle.
/// </summary>
internal static class Seasonality
{
    /// <summary><c>dow_sin</c>: sin(2π d / 5), d the day of the week, Monday 0; known from row 0 on.</summary>
    public static FeatureDefinition DayOfWeekSin { get; } = Of("dow_sin",
        "sin(2π d / 5), d = day of the week, Monday 0", date => Math.Sin(Week(date)));

    /// <summary><c>dow_cos</c>: cos(2π d / 5), d the day of the week, Monday 0; known from row 0 on.</summary>
    public static FeatureDefinition DayOfWeekCos { get; } = Of("dow_cos",
        "cos(2π d / 5), d = day of the week, Monday 0", date => Math.Cos(Week(date)));

    /// <summary><c>month_sin</c>: sin(2π m / 12), m the month, January 0; known from row 0 on.</summary>
    public static FeatureDefinition MonthSin { get; } = Of("month_sin", "sin(2π m / 12), m = month, January 0",
        date => Math.Sin(Year(date)));

    /// <summary><c>month_cos</c>: cos(2π m / 12), m the month, January 0; known from row 0 on.</summary>
    public static FeatureDefinition MonthCos { get; } = Of("month_cos", "cos(2π m / 12), m = month, January 0",
        date => Math.Cos(Year(date)));

    private static FeatureDefinition Of(string name, string formula, Func<DateOnly, double> ofSession) => new()
    {
        Pattern = name, Family = "calendar", Formula = formula, Unit = "−1 to 1", Source = "SSOT §3.1",
        Inputs = FeatureInput.None, TakesSteps = false, OfSession = ofSession,
    };

    private static double Week(DateOnly date) => 2 * Math.PI * ((int)date.DayOfWeek - 1) / 5;

    private static double Year(DateOnly date) => 2 * Math.PI * (date.Month - 1) / 12;
}
