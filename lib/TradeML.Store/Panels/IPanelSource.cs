using TradeML.Research.Panels;
using TradeML.Store.KnownAt;

namespace TradeML.Store.Panels;

/// <summary>
/// Plain columns that a panel is built from, whatever they lie in: a lake, a file, a world in memory. A source gives
/// columns that stand beside its bars, and facts with the instant from which each was known; which fact a row may use
/// the builder alone decides.
/// </summary>
public interface IPanelSource
{
    /// <summary>Symbols, sessions and rows.</summary>
    PanelRows Rows { get; }

    /// <summary>A column that stands beside the bars, or null.</summary>
    double[]? Number(PanelColumn column);

    /// <summary>A category that stands beside the bars, or null.</summary>
    PanelCategory? Category(PanelColumn column) => null;

    /// <summary>Statements of shares outstanding; null when the source has no such table.</summary>
    IReadOnlyList<ShareCount>? Shares() => null;

    /// <summary>Earnings dates; null when the source has no such table.</summary>
    IReadOnlyList<EarningsDate>? Earnings() => null;

    /// <summary>Sectors and industries; null when the source has no such table.</summary>
    IReadOnlyList<SectorClaim>? Sectors() => null;
}
