using TradeML.Research.Panels;
using TradeML.Store.KnownAt;

namespace TradeML.Store.Panels;

/// <summary>Columns of a file of bars: all that is known stands beside the bars.</summary>
/// <param name="rows">Symbols, sessions and rows.</param>
/// <param name="number">The numbers of a column by name, or null.</param>
/// <param name="category">A category by name, or null.</param>
internal sealed class FilePanel(PanelRows rows, Func<string, double[]?> number, Func<string, PanelCategory?> category) :
    IPanelSource
{
    public PanelRows Rows => rows;

    public double[]? Number(PanelColumn column) => number(column.Name);

    public PanelCategory? Category(PanelColumn column) => category(column.Name);
}
