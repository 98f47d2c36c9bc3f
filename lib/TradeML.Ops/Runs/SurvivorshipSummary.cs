using TradeML.Core.Universe;

namespace TradeML.Ops.Runs;

/// <summary>How far the universe holds the securities that no longer trade.</summary>
/// <param name="Share">Share of point-in-time members that the lake covers, or NaN when no membership list
/// says.</param>
/// <param name="Delisted">Symbols of the universe whose listing ended.</param>
/// <param name="Symbols">Symbols of the universe.</param>
/// <param name="Note">What that means for the results, in one or two sentences.</param>
/// <param name="Verdict">What the share of dead names says of the names; null where they were not counted.</param>
internal sealed record SurvivorshipSummary(
    double Share, int Delisted, int Symbols, string Note, SurvivorshipVerdict? Verdict = null)
{
    /// <summary>The verdict, UNKNOWN where the dead were not counted.</summary>
    public SurvivorshipVerdict Tripwire => Verdict ?? SurvivorshipVerdict.NotCounted;
}
