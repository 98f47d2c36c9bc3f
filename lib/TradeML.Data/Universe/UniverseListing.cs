namespace TradeML.Data.Universe;

/// <summary>One security behind a ticker for some days, as the universe sees it.</summary>
/// <param name="SecurityId">Permanent id, or null where nobody names one.</param>
/// <param name="Start">First local day.</param>
/// <param name="End">First local day after it; null while it has the ticker.</param>
/// <param name="IsCommon">Whether it is a common share.</param>
public sealed record UniverseListing(string? SecurityId, DateOnly Start, DateOnly? End, bool IsCommon)
{
    /// <summary>Whether it had the ticker on a day.</summary>
    public bool Holds(DateOnly day) => day >= Start && (End is not { } end || day < end);
}
