namespace TradeML.Research.Features;

/// <summary>A feature by family and window.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Window">Rows of the window; 0 for families without one and for the expanding drawdown.</param>
public readonly record struct FeatureSpec(FeatureKind Kind, int Window)
{
    /// <summary>Whether the feature is the same for all symbols of a day and so never standardised.</summary>
    public bool IsCalendar => Kind is FeatureKind.DayOfWeekSin or FeatureKind.DayOfWeekCos or FeatureKind.MonthSin or FeatureKind.MonthCos;
}
