using TradeML.Research.Features.Kernels;
using TradeML.Research.Features.Rolling;
using TradeML.Research.Panels;

namespace TradeML.Research.Backtest;

/// <summary>
/// What the backtest needs of each panel row: the total return since the symbol's last known close, dollar volume and
/// volatility as known that day.
/// </summary>
internal sealed class MarketSeries
{
    private MarketSeries(double[] returns, double[]? adv, double[]? volatility)
    {
        Returns = returns;
        Adv = adv;
        Volatility = volatility;
    }

    /// <summary>
    /// Simple total return since the last known close; 0 where there is none before, NaN where the close is unknown.
    /// </summary>
    internal double[] Returns { get; }

    /// <summary>Mean dollar volume at raw prices; null when nothing asks for it.</summary>
    internal double[]? Adv { get; }

    /// <summary>Standard deviation of daily log returns, not annualised; null when nothing asks for it.</summary>
    internal double[]? Volatility { get; }

    internal static MarketSeries Build(Panel panel, BacktestConfig config)
    {
        bool impact = config.ImpactCoefficient > 0, adv = impact || config.MinAdvDollars > 0;
        var result = new MarketSeries(
            GC.AllocateUninitializedArray<double>(panel.Rows),
            adv ? GC.AllocateUninitializedArray<double>(panel.Rows) : null,
            impact ? GC.AllocateUninitializedArray<double>(panel.Rows) : null);
        var longest = 0;
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            longest = Math.Max(longest, panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
        var work = new double[longest];
        var scratch = new double[RollingDeviation.ScratchLength(config.LiquidityWindow)];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            result.Load(panel, symbol, config.LiquidityWindow, work, scratch);
        return result;
    }

    private void Load(Panel panel, int symbol, int window, double[] work, double[] scratch)
    {
        int start = panel.RowStarts[symbol], length = panel.RowStarts[symbol + 1] - start;
        if (length == 0) return;
        var returns = Returns.AsSpan(start, length);
        Simple(panel.Close.AsSpan(start, length), panel.TotalReturnStep.AsSpan(start, length), returns);
        var daily = work.AsSpan(0, length);
        if (Adv is not null)
        {
            Liquidity.Dollars(panel.Close.AsSpan(start, length), panel.Volume.AsSpan(start, length), daily);
            Liquidity.Mean(daily, window, Adv.AsSpan(start, length), scratch);
        }

        if (Volatility is null) return;
        for (var i = 0; i < length; i++) daily[i] = 1 + returns[i];
        Logarithm.Compute(daily, daily);
        daily[0] = double.NaN;
        RollingDeviation.Compute(daily, window, 1, Volatility.AsSpan(start, length), scratch);
    }

    private static void Simple(ReadOnlySpan<double> close, ReadOnlySpan<double> steps, Span<double> returns)
    {
        var basis = double.NaN;
        for (var i = 0; i < close.Length; i++)
        {
            basis *= steps[i];
            if (double.IsNaN(close[i]))
            {
                returns[i] = double.NaN;
                continue;
            }

            returns[i] = double.IsNaN(basis) ? 0 : (close[i] / basis) - 1;
            basis = close[i];
        }
    }
}
