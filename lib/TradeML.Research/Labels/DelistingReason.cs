namespace TradeML.Research.Labels;

/// <summary>Why a listing ended.</summary>
public enum DelistingReason
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Merger or acquisition.</summary>
    Merger,

    /// <summary>The company's own wish.</summary>
    Voluntary,

    /// <summary>Bankruptcy or standards no longer met, on NYSE or AMEX.</summary>
    Performance,

    /// <summary>Bankruptcy or standards no longer met, on Nasdaq.</summary>
    PerformanceNasdaq,
}
