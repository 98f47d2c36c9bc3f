using TradeML.Research.Features.Rolling;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// One symbol's series in the buffers of one thread: forward prices, logs and returns that several features share are computed once a
/// symbol. The buffers are as long as the longest symbol and stay in the cache.
/// </summary>
internal sealed class SymbolSeries(int longest, int largestWindow)
{
    private readonly double[] forwardClose = new double[longest];
    private readonly double[] logClose = new double[longest];
    private readonly double[] logOpen = new double[longest];
    private readonly double[] logReturns = new double[longest];
    private readonly double[] dollars = new double[longest];
    private readonly double[] work = new double[longest];
    private readonly double[] second = new double[longest];
    private readonly double[] scratch = new double[RollingDeviation.ScratchLength(Math.Max(largestWindow, 1))];
    private Panel panel = null!;
    private int start;
    private int length;
    private bool hasLogOpen;
    private bool hasDollars;

    internal int Length => length;

    internal void Load(Panel source, int symbol)
    {
        panel = source;
        start = source.RowStarts[symbol];
        length = source.RowStarts[symbol + 1] - start;
        hasLogOpen = hasDollars = false;
        Logarithm.Compute(Slice(source.Close), logClose.AsSpan(0, length));
        Slice(source.Close).CopyTo(forwardClose);
        if (source.HasSteps) Forward();
        Momentum.Compute(logClose.AsSpan(0, length), 1, logReturns.AsSpan(0, length));
    }

    internal void Compute(FeatureSpec spec, Span<double> result)
    {
        var returns = logReturns.AsSpan(0, length);
        var daily = work.AsSpan(0, length);
        switch (spec.Kind)
        {
            case FeatureKind.Momentum: Momentum.Compute(logClose.AsSpan(0, length), spec.Window, result); break;
            case FeatureKind.GapOvernight: Gaps.Overnight(LogOpen(), logClose.AsSpan(0, length), result); break;
            case FeatureKind.OpenToClose: Gaps.OpenToClose(LogOpen(), logClose.AsSpan(0, length), result); break;
            case FeatureKind.Drawdown when spec.Window == 0: PriceDrawdown.Expanding(forwardClose.AsSpan(0, length), result); break;
            case FeatureKind.Drawdown: PriceDrawdown.Compute(forwardClose.AsSpan(0, length), spec.Window, result, scratch); break;
            case FeatureKind.RealisedVolatility: Volatility.Realised(returns, spec.Window, result, scratch); break;
            case FeatureKind.ZeroMeanVolatility or FeatureKind.DownsideVolatility:
                Volatility.Squares(returns, spec.Kind == FeatureKind.DownsideVolatility, daily);
                Volatility.RootMeanSquare(daily, spec.Window, result, scratch);
                break;
            case FeatureKind.DollarVolume or FeatureKind.LogDollarVolume:
                Liquidity.Mean(Dollars(), spec.Window, result, scratch);
                if (spec.Kind == FeatureKind.LogDollarVolume) LogOfPositive(result);
                break;
            case FeatureKind.ShareVolume: ShareVolume(spec.Window, result); break;
            case FeatureKind.Amihud or FeatureKind.LogAmihud:
                Liquidity.Illiquidity(forwardClose.AsSpan(0, length), Dollars(), double.NaN, daily);
                Liquidity.Mean(daily, spec.Window, result, scratch);
                if (spec.Kind == FeatureKind.LogAmihud) LogOfPositive(result);
                break;
            case FeatureKind.AmihudSkipZero: AmihudSkipZero(spec.Window, result); break;
            case FeatureKind.Turnover or FeatureKind.LogMarketCap when panel.SharesOutstanding is null: result.Fill(double.NaN); break;
            case FeatureKind.Turnover:
                Divide(Slice(panel.Volume), Slice(panel.SharesOutstanding!), daily);
                Liquidity.Mean(daily, spec.Window, result, scratch);
                break;
            case FeatureKind.LogMarketCap:
                Liquidity.Dollars(Slice(panel.Close), Slice(panel.SharesOutstanding!), result);
                LogOfPositive(result);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(spec), spec.Kind, "calendar features do not belong to a symbol");
        }
    }

    /// <summary>Steps accumulate from the first row on: a later event multiplies later rows only.</summary>
    private void Forward()
    {
        var cumulative = 1.0;
        var steps = Slice(panel.TotalReturnStep);
        for (var t = 0; t < length; t++)
        {
            cumulative *= steps[t];
            second[t] = cumulative;
            forwardClose[t] /= cumulative;
        }

        Logarithm.Compute(forwardClose.AsSpan(0, length), logClose.AsSpan(0, length));
    }

    private ReadOnlySpan<double> LogOpen()
    {
        var result = logOpen.AsSpan(0, length);
        if (hasLogOpen) return result;
        Slice(panel.Open).CopyTo(result);
        if (panel.HasSteps)
        {
            var cumulative = 1.0;
            var steps = Slice(panel.TotalReturnStep);
            for (var t = 0; t < length; t++) result[t] /= cumulative *= steps[t];
        }

        Logarithm.Compute(result, result);
        hasLogOpen = true;
        return result;
    }

    private ReadOnlySpan<double> Dollars()
    {
        if (!hasDollars) Liquidity.Dollars(Slice(panel.Close), Slice(panel.Volume), dollars.AsSpan(0, length));
        hasDollars = true;
        return dollars.AsSpan(0, length);
    }

    /// <summary>Volumes of the window re-expressed in the shares of its last date.</summary>
    private void ShareVolume(int window, Span<double> result)
    {
        Slice(panel.Volume).CopyTo(work);
        if (!panel.HasSteps)
        {
            Liquidity.Mean(work.AsSpan(0, length), window, result, scratch);
            return;
        }

        var cumulative = 1.0;
        var steps = Slice(panel.VolumeStep);
        for (var t = 0; t < length; t++) work[t] /= second[t] = cumulative *= steps[t];
        Liquidity.Mean(work.AsSpan(0, length), window, result, scratch);
        for (var t = 0; t < length; t++) result[t] *= second[t];
    }

    private void AmihudSkipZero(int window, Span<double> result)
    {
        Liquidity.Illiquidity(forwardClose.AsSpan(0, length), Dollars(), 0, work.AsSpan(0, length));
        RollingSum.Compute(work.AsSpan(0, length), window, result, scratch);
        Liquidity.HasVolume(Dollars(), work.AsSpan(0, length));
        RollingSum.Compute(work.AsSpan(0, length), window, second.AsSpan(0, length), scratch);
        Divide(result, second.AsSpan(0, length), result);
    }

    private static void Divide(ReadOnlySpan<double> values, ReadOnlySpan<double> by, Span<double> result)
    {
        for (var t = 0; t < result.Length; t++) result[t] = values[t] / by[t];
    }

    /// <summary>The log of 0 is unknown, not −∞: a matrix holds finite values and NaN only.</summary>
    private static void LogOfPositive(Span<double> values)
    {
        for (var t = 0; t < values.Length; t++)
            if (values[t] <= 0) values[t] = double.NaN;
        Logarithm.Compute(values, values);
    }

    private ReadOnlySpan<double> Slice(double[] column) => column.AsSpan(start, length);
}
