using TradeML.Research.Panels;
using TradeML.Store.KnownAt;

namespace TradeML.Store.Panels;

/// <summary>
/// The one builder of panels: training, the stored tables, files and the point-in-time proof all go through it. A
/// column stands beside the bars or is made from facts, each row from those that were known at its close.
/// </summary>
public static class PanelBuilder
{
    /// <summary>Builds the panel of a source.</summary>
    public static Panel Build(IPanelSource source)
    {
        var rows = source.Rows;
        var made = new Dictionary<PanelColumn, double[]?>();
        var named = new Dictionary<PanelColumn, PanelCategory?>();
        if (source.Number(PanelColumn.SharesOutstanding) is null && source.Shares() is { } shares)
            made[PanelColumn.SharesOutstanding] = ShareCounts.Of(rows, shares, source.Number(PanelColumn.Close)!,
                source.Number(PanelColumn.VolumeStep));
        if (source.Number(PanelColumn.SessionsToEarnings) is null
            && source.Number(PanelColumn.SessionsSinceEarnings) is null && source.Earnings() is { } dates)
            (made[PanelColumn.SessionsToEarnings], made[PanelColumn.SessionsSinceEarnings]) = EarningsDistance.Of(rows,
                dates);
        if (source.Category(PanelColumn.Sector) is null && source.Category(PanelColumn.Industry) is null
            && source.Sectors() is { } claims)
            (named[PanelColumn.Sector], named[PanelColumn.Industry]) = KnownSectors.Of(rows, claims);
        return Panel.Create(
            rows.Symbols, rows.Sessions, rows.Starts, rows.Day,
            new PanelColumns(c => made.GetValueOrDefault(c) ?? source.Number(c),
                c => named.GetValueOrDefault(c) ?? source.Category(c)));
    }
}
