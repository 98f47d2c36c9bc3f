namespace TradeML.Research.Labels;

/// <summary>
/// The assumed simple return beyond the last close by the delisting's reason. Failures: −30 % on NYSE and AMEX
/// (Shumway, 1997, "The delisting bias in CRSP data"), −55 % on Nasdaq (Shumway and Warther, 1999). NaN gives no label.
/// </summary>
/// <param name="Merger">Merger or acquisition.</param>
/// <param name="Voluntary">The company's own wish.</param>
/// <param name="Performance">Failure, NYSE or AMEX.</param>
/// <param name="PerformanceNasdaq">Failure, Nasdaq.</param>
/// <param name="Unknown">Reason not known.</param>
public sealed record DelistingReturns(
    double Merger = 0, double Voluntary = 0, double Performance = -0.30, double PerformanceNasdaq = -0.55,
    double Unknown = 0)
{
    /// <summary>The last close, whatever the reason.</summary>
    public static DelistingReturns LastClose { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The returns of a settings file.</summary>
    /// <param name="options">The settings.</param>
    public static DelistingReturns Of(DelistingReturnOptions options) =>
        new(options.Merger, options.Voluntary, options.Performance, options.PerformanceNasdaq,
            options.Unknown ?? double.NaN);

    /// <summary>The return of a reason.</summary>
    /// <param name="reason">The reason.</param>
    public double this[DelistingReason reason] => reason switch
    {
        DelistingReason.Merger => Merger,
        DelistingReason.Voluntary => Voluntary,
        DelistingReason.Performance => Performance,
        DelistingReason.PerformanceNasdaq => PerformanceNasdaq,
        _ => Unknown,
    };

    internal static LabelEnd EndOf(DelistingReason reason) => reason switch
    {
        DelistingReason.Merger => LabelEnd.DelistedMerger,
        DelistingReason.Voluntary => LabelEnd.DelistedVoluntary,
        DelistingReason.Performance => LabelEnd.DelistedPerformance,
        DelistingReason.PerformanceNasdaq => LabelEnd.DelistedPerformanceNasdaq,
        _ => LabelEnd.DelistedUnknown,
    };
}
