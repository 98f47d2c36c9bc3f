using TradeML.Research.Features.Rolling;

namespace TradeML.Research.Features.Kernels;

/// <summary>Size of a company on a date, at the raw price and the shares known then.</summary>
internal static class Size
{
    /// <summary>
    /// <c>log_mktcap</c>: ln(raw close × shares outstanding known at t), in ln USD; known from row 0 on.
    /// </summary>
    public static FeatureDefinition LogMarketCap { get; } = new()
    {
        Pattern = "log_mktcap", Family = "size", Formula = "ln(raw close(t) × shares outstanding known at t)",
        Unit = "ln USD", Source = "Banz (1981)",
        Inputs = FeatureInput.Close | FeatureInput.SharesOutstanding,
        Kernel = (series, _, result) =>
        {
            Liquidity.Dollars(series.Close, series.SharesOutstanding, result);
            Arithmetic.LogOfPositive(result);
        },
    };
}
