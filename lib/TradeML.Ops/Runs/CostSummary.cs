namespace TradeML.Ops.Runs;

/// <summary>What trading cost in the backtest.</summary>
/// <param name="AnnualGross">Mean yearly return before costs, as a fraction of capital.</param>
/// <param name="AnnualCost">Mean yearly cost, as a fraction of capital.</param>
/// <param name="AnnualNet">Mean yearly return after costs.</param>
/// <param name="CostPerTradeBps">Cost per unit traded, in basis points.</param>
/// <param name="Model">The cost model in words.</param>
public sealed record CostSummary(
    double AnnualGross, double AnnualCost, double AnnualNet, double CostPerTradeBps, string Model)
{
    /// <summary>Sums up daily series, fractions of equity.</summary>
    internal static CostSummary Of(
        double[] gross, double[] costs, double[] net, double[] tradingCosts, double[] turnover, string model)
    {
        static double Yearly(double[] daily) => daily.Length == 0 ? double.NaN : daily.Average() * 252;
        var traded = turnover.Sum();
        return new(Yearly(gross), Yearly(costs), Yearly(net),
            traded > 0 ? tradingCosts.Sum() / traded * 1e4 : double.NaN, model);
    }
}
