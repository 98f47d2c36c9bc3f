namespace TradeML.Ops.Reports;

/// <summary>
/// Risk of the book, from the daily net returns up to the report's day. Fractions of capital; losses are positive.
/// </summary>
/// <param name="RealisedVolatility">Annualised standard deviation of the last 60 sessions.</param>
/// <param name="MaxDrawdown">Largest fall from a peak to date, positive.</param>
/// <param name="CurrentDrawdown">Fall from the last peak at the report's day, positive.</param>
/// <param name="Var95">Historical one-day value at risk at 95 %.</param>
/// <param name="Es95">Historical one-day expected shortfall at 95 %: mean loss beyond the value at risk.</param>
/// <param name="Var99">Historical one-day value at risk at 99 %.</param>
/// <param name="Es99">Historical one-day expected shortfall at 99 %.</param>
internal sealed record RiskMetrics(
    double RealisedVolatility, double MaxDrawdown, double CurrentDrawdown, double Var95, double Es95, double Var99,
    double Es99);
