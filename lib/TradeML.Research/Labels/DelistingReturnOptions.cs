using TradeML.Core.Configuration;

namespace TradeML.Research.Labels;

/// <summary>
/// What a holder gets beyond the last close when a listing ends, as a simple return by reason. Assumptions, not data:
/// vendors of prices rarely know the price after a delisting.
/// </summary>
public sealed class DelistingReturnOptions
{
    /// <summary>Merger or acquisition: the last close is near the price paid. Default 0.</summary>
    [Between(-1, 1)]
    public double Merger { get; init; }

    /// <summary>
    /// The company's own wish (Form 25), a move to another exchange: trading goes on elsewhere. Default 0.
    /// </summary>
    [Between(-1, 1)]
    public double Voluntary { get; init; }

    /// <summary>
    /// Bankruptcy, or standards no longer met, on NYSE or AMEX. Default −0.30 (Shumway, 1997, Journal of Finance 52).
    /// </summary>
    [Between(-1, 1)]
    public double Performance { get; init; } = -0.30;

    /// <summary>
    /// Bankruptcy, or standards no longer met, on Nasdaq. Default −0.55 (Shumway and Warther, 1999, Journal of Finance
    /// 54).
    /// </summary>
    [Between(-1, 1)]
    public double PerformanceNasdaq { get; init; } = -0.55;

    /// <summary>
    /// Unknown reason, or bars that end without a record. Default 0, the last close; null gives no label.
    /// </summary>
    [Between(-1, 1)]
    public double? Unknown { get; init; } = 0;

    /// <summary>The returns by reason, as they are written in the file; a null is left out.</summary>
    public IEnumerable<(string Reason, double Value)> Values()
    {
        yield return ("merger", Merger);
        yield return ("voluntary", Voluntary);
        yield return ("performance", Performance);
        yield return ("performance_nasdaq", PerformanceNasdaq);
        if (Unknown is { } unknown) yield return ("unknown", unknown);
    }
}
