namespace TradeML.Data.Reference;

/// <summary>
/// How far a data set is free of survivorship bias; shown wherever results are (<c>data_health.survivorship</c>).
/// </summary>
/// <param name="CoveredShare">Share of the index's member-days whose symbol the lake holds on that day, 0 to 1; null
/// when it is unknown.</param>
/// <param name="DelistedShare">Share of the lake's symbols that have stopped trading, 0 to 1; null when the lake holds
/// no list of assets.</param>
/// <param name="MissingMembers">Members in the window that the lake lacks on every day of their membership, in ordinal
/// order.</param>
/// <param name="Reason">Why a share is unknown, or null.</param>
public sealed record SurvivorshipCoverage(
    double? CoveredShare, double? DelistedShare, IReadOnlyList<string> MissingMembers, string? Reason);
