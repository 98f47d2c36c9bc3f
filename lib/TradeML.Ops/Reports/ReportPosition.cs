namespace TradeML.Ops.Reports;

/// <summary>One position of the book at the close of the report's day.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Weight">Signed fraction of capital: negative is short.</param>
/// <param name="Side"><c>LONG</c> or <c>SHORT</c>.</param>
/// <param name="StrategyTag">The sleeve that holds it, for example <c>equities_xs</c>.</param>
internal sealed record ReportPosition(string Symbol, double Weight, string Side, string StrategyTag)
{
    /// <summary>A position whose side follows from the sign of its weight.</summary>
    /// <param name="symbol">Ticker.</param>
    /// <param name="weight">Signed fraction of capital.</param>
    /// <param name="strategyTag">The sleeve that holds it.</param>
    public static ReportPosition Of(string symbol, double weight, string strategyTag) =>
        new(symbol, weight, weight < 0 ? "SHORT" : "LONG", strategyTag);
}
