namespace TradeML.Research.Features.Intraday;

/// <summary>How much of the scheduled session the bars cover.</summary>
internal static class SessionCoverage
{
    private const string Source = "the exchange's calendar";

    /// <summary>Share of scheduled minutes with a bar.</summary>
    public static IntradayFeature Share { get; } = new()
    {
        Name = "minutes_traded", Family = "coverage",
        Formula = "bars / scheduled minutes of the session (390, of a half-day 210)", Unit = "fraction",
        Source = Source, WarmUp = 0,
        OfDay = grid => grid.Bars / (double)grid.Minutes,
    };

    /// <summary>Delay of the first bar.</summary>
    public static IntradayFeature FirstMinute { get; } = new()
    {
        Name = "first_minute", Family = "coverage", Formula = "minutes from the scheduled open to the first bar",
        Unit = "minutes", Source = Source, WarmUp = 0,
        OfDay = grid => grid.First,
    };
}
