namespace TradeML.Research.Features.Kernels;

/// <summary>Distance to earnings, from dates that were known on the row's date only.</summary>
internal static class Earnings
{
    /// <summary>
    /// <c>sessions_to_earnings</c>: sessions from t to the next earnings date known at t, 0 on the day; unknown where
    /// none was known.
    /// </summary>
    public static FeatureDefinition SessionsTo { get; } = new()
    {
        Pattern = "sessions_to_earnings", Family = "earnings",
        Formula = "sessions from t to the next earnings date known at t; unknown where none was", Unit = "sessions",
        Source = "SSOT §3.1", Inputs = FeatureInput.SessionsToEarnings,
        Kernel = (series, _, result) => series.SessionsToEarnings.CopyTo(result),
    };

    /// <summary>
    /// <c>sessions_since_earnings</c>: sessions from the last earnings date to t, 0 on the day; unknown before the
    /// first.
    /// </summary>
    public static FeatureDefinition SessionsSince { get; } = new()
    {
        Pattern = "sessions_since_earnings", Family = "earnings",
        Formula = "sessions from the last earnings date known at t to t; unknown before the first", Unit = "sessions",
        Source = "SSOT §3.1", Inputs = FeatureInput.SessionsSinceEarnings,
        Kernel = (series, _, result) => series.SessionsSinceEarnings.CopyTo(result),
    };
}
