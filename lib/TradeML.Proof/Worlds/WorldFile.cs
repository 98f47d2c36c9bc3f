using TradeML.Core.Errors;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Proof.Worlds;

/// <summary>
/// A file of daily bars as a world: every bar and its steps became known at the close of its session, nothing was
/// revised.
/// </summary>
public static class WorldFile
{
    /// <summary>Reads a file as <see cref="PanelFile"/> does.</summary>
    /// <param name="path">CSV or Parquet.</param>
    /// <param name="threads">Threads that decode a Parquet file, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: the file breaks a rule; names row and column.</exception>
    public static MarketWorld Load(string path, int threads = 1, CancellationToken cancellationToken = default) =>
        Of(PanelFile.Load(path, threads, cancellationToken));

    /// <summary>A panel as a world.</summary>
    /// <param name="panel">The panel; its rows are known at the close of their sessions.</param>
    public static MarketWorld Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var (symbol, symbolOf) = (new string[panel.Rows], panel.SymbolOfRows());
        var close = Array.ConvertAll(panel.Sessions, SessionHours.Close);
        for (var row = 0; row < symbol.Length; row++) symbol[row] = panel.Symbols[symbolOf[row]];
        PanelColumn[] steps = [PanelColumn.PriceStep, PanelColumn.VolumeStep, PanelColumn.TotalReturnStep];
        var numbers = PanelColumn.Numbers
            .Where(c => panel.Columns.Number(c) is not null && (panel.HasSteps || !steps.Contains(c)))
            .ToDictionary(c => c.Name, c => panel.Columns.Number(c)!, StringComparer.Ordinal);
        var texts = PanelColumn.Categories.Where(c => panel.Columns.Category(c) is not null)
            .ToDictionary(c => c.Name, c => Texts(panel.Columns.Category(c)!), StringComparer.Ordinal);
        return new([WorldTable.Create(
            WorldTables.Bars, TableNature.Observations, symbol, Array.ConvertAll(panel.Day, d => panel.Sessions[d]),
            Array.ConvertAll(panel.Day, d => close[d]), numbers, texts)]);
    }

    private static string?[] Texts(PanelCategory category) =>
        Array.ConvertAll(category.Codes, code => code < 0 ? null : category.Names[code]);
}
