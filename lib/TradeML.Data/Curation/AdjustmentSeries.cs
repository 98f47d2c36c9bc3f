namespace TradeML.Data.Curation;

/// <summary>
/// The adjustment of one symbol: each bar's own factors, the products over later ex-dates, and what was refused.
/// </summary>
/// <param name="PriceStep">Each bar's own price factor; exactly 1 without an event.</param>
/// <param name="VolumeStep">Each bar's own split ratio; exactly 1 without a split.</param>
/// <param name="TotalReturnStep">Each bar's own total-return factor; exactly 1 without an event.</param>
/// <param name="CumulativePrice">Product of the price factors of all later ex-dates.</param>
/// <param name="CumulativeVolume">Product of the volume factors of all later ex-dates.</param>
/// <param name="CumulativeTotalReturn">Product of the total-return factors of all later ex-dates.</param>
/// <param name="Steps">The ex-dates, ascending by bar.</param>
/// <param name="Refused">Events that were not applied, or only to the total return.</param>
public sealed record AdjustmentSeries(
    double[] PriceStep,
    double[] VolumeStep,
    double[] TotalReturnStep,
    double[] CumulativePrice,
    double[] CumulativeVolume,
    double[] CumulativeTotalReturn,
    IReadOnlyList<AdjustmentStep> Steps,
    IReadOnlyList<RefusedEvent> Refused);
