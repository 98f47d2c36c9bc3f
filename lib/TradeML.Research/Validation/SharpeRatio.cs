namespace TradeML.Research.Validation;

/// <summary>
/// Sharpe and Sortino ratios with a risk-free rate of zero (Sharpe 1994; Sortino and van der Meer 1991). Undefined is
/// NaN.
/// </summary>
public static class SharpeRatio
{
    /// <summary>
    /// Mean over standard deviation (n − 1), per period; NaN for fewer than two returns or no variance.
    /// </summary>
    /// <param name="returns">Simple returns per period.</param>
    public static double PerPeriod(ReadOnlySpan<double> returns)
    {
        var moments = SampleMoments.Of(returns);
        return moments.Deviation > 0 ? moments.Mean / moments.Deviation : double.NaN;
    }

    /// <summary><see cref="PerPeriod"/> × √periods.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">Periods a year. Default 252.</param>
    public static double Annualised(ReadOnlySpan<double> returns, double periodsPerYear = 252) =>
        PerPeriod(returns) * Math.Sqrt(periodsPerYear);

    /// <summary>Mean over <see cref="DownsideDeviation"/> × √periods; NaN when no return is negative.</summary>
    /// <param name="returns">Simple returns per period.</param>
    /// <param name="periodsPerYear">Periods a year. Default 252.</param>
    public static double Sortino(ReadOnlySpan<double> returns, double periodsPerYear = 252)
    {
        var downside = DownsideDeviation(returns);
        return downside > 0 ? SampleMoments.Of(returns).Mean / downside * Math.Sqrt(periodsPerYear) : double.NaN;
    }

    /// <summary>Root of the mean over <em>all</em> returns of min(r, 0)², per period.</summary>
    /// <param name="returns">Simple returns per period.</param>
    public static double DownsideDeviation(ReadOnlySpan<double> returns)
    {
        var sum = 0.0;
        foreach (var r in returns)
        {
            var loss = Math.Min(r, 0);
            sum += loss * loss;
        }

        return Math.Sqrt(sum / returns.Length);
    }

    /// <summary>Share of returns above zero.</summary>
    /// <param name="returns">Simple returns per period.</param>
    public static double HitRate(ReadOnlySpan<double> returns)
    {
        var hits = 0;
        foreach (var r in returns)
            if (r > 0) hits++;
        return returns.IsEmpty ? double.NaN : (double)hits / returns.Length;
    }
}
