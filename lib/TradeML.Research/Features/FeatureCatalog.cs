using TradeML.Research.Features.Kernels;

namespace TradeML.Research.Features;

/// <summary>
/// Every daily equity feature, family by family (SSOT §3.1): what <c>ata features list</c> shows and feature names are
/// read by.
/// </summary>
public static class FeatureCatalog
{
    /// <summary>All definitions, in the order of their families.</summary>
    public static IReadOnlyList<FeatureDefinition> All { get; } =
    [
        Momentum.Return,
        Gaps.OvernightGap, Gaps.IntradayReturn,
        PriceDrawdown.OfWindow, PriceDrawdown.SinceFirstRow,
        Volatility.OfReturns, Volatility.AroundZero, Volatility.Downside,
        Liquidity.DollarVolume, Liquidity.LogDollarVolume, Liquidity.ShareVolume, Liquidity.Amihud,
        Liquidity.AmihudSkippingZero, Liquidity.LogAmihud, Liquidity.Turnover,
        Seasonality.DayOfWeekSin, Seasonality.DayOfWeekCos, Seasonality.MonthSin, Seasonality.MonthCos,
        Earnings.SessionsTo, Earnings.SessionsSince,
        Size.LogMarketCap,
        Categories.Sector, Categories.Industry,
        PriceFactors.Mean, PriceFactors.Deviation, PriceFactors.RateOfChange, PriceFactors.Highest, PriceFactors.Lowest,
        PriceFactors.PlaceInRange,
        TrendFactors.Slope, TrendFactors.Fit, TrendFactors.Residual, TrendFactors.PriceVolumeCorrelation,
        VolumeFactors.Mean, VolumeFactors.Deviation,
    ];
}
