using TradeML.Core.Configuration;

namespace TradeML.Research.Features;

/// <summary>
/// One cross-sectional step of a feature set: what is done to a feature's values across the symbols of a day.
/// </summary>
public sealed class FeatureStepOptions : ICheckedOptions
{
    /// <summary><c>winsorise</c>, <c>rank</c>, <c>zscore</c> or <c>neutralise</c>.</summary>
    [OneOf("winsorise", "rank", "zscore", "neutralise")]
    public required string Step { get; init; }

    /// <summary>Of <c>winsorise</c>: share of the day's values that is clipped on either side.</summary>
    [Between(0, 0.25)]
    public double? Tail { get; init; }

    /// <summary>
    /// Of <c>neutralise</c>: <c>sector</c> (demean within it), <c>size</c> (residual of a regression on log market
    /// capitalisation) or <c>sector_and_size</c>.
    /// </summary>
    [OneOf("sector", "size", "sector_and_size")]
    public string? By { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (Step == "winsorise" != Tail is not null)
            yield return ("step", "'tail' belongs to winsorise, which needs it.");
        if (Step == "neutralise" != By is not null)
            yield return ("step", "'by' belongs to neutralise, which needs it.");
    }
}
