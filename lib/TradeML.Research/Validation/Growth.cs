namespace TradeML.Research.Validation;

/// <summary>Compound growth of simple returns.</summary>
internal static class Growth
{
    /// <summary>Product of (1 + r), minus 1.</summary>
    /// <param name="returns">Simple returns per period.</param>
    public static double Total(ReadOnlySpan<double> returns)
    {
        var equity = 1.0;
        foreach (var r in returns) equity *= 1 + r;
        return equity - 1;
    }

    /// <summary>Compound annual growth rate: final equity^(periods / n) − 1; NaN for no returns.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">Periods a year. Default 252.</param>
    public static double Annual(ReadOnlySpan<double> returns, double periodsPerYear = 252) =>
        returns.IsEmpty ? double.NaN : Math.Pow(1 + Total(returns), periodsPerYear / returns.Length) - 1;

    /// <summary>
    /// Calmar ratio (Young 1991): annual growth over maximum drawdown; NaN when there is no drawdown.
    /// </summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">Periods a year. Default 252.</param>
    public static double Calmar(ReadOnlySpan<double> returns, double periodsPerYear = 252)
    {
        var worst = Drawdown.Of(returns).Maximum;
        return worst > 0 ? Annual(returns, periodsPerYear) / worst : double.NaN;
    }
}
