namespace TradeML.Research.Labels;

/// <summary>What a forward return is.</summary>
/// <param name="Horizon">How far it reaches.</param>
public sealed record ForwardConfig(LabelHorizon Horizon)
{
    /// <summary>
    /// Whether splits alone are undone (price return), and not dividends too (total return). Default false.
    /// </summary>
    public bool PriceOnly { get; init; }

    /// <summary>Whether the label is ln(1 + return). Default false.</summary>
    public bool Log { get; init; }
}
