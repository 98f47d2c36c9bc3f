using TradeML.Core.Errors;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Proof.Worlds;

/// <summary>A file of daily bars as a world: every bar and its steps became known at the close of its session, nothing was revised.</summary>
public static class WorldFile
{
    /// <summary>Reads a file as <see cref="PanelFile"/> does.</summary>
    /// <param name="path">CSV or Parquet.</param>
    /// <param name="threads">Threads that decode a Parquet file, at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: the file breaks a rule; names row and column.</exception>
    public static MarketWorld Load(string path, int threads = 1, CancellationToken cancellationToken = default) => Of(PanelFile.Load(path, threads, cancellationToken));

    /// <summary>A panel as a world.</summary>
    /// <param name="panel">The panel; its rows are known at the close of their sessions.</param>
    public static MarketWorld Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var (symbol, symbolOf) = (new string[panel.Rows], panel.SymbolOfRows());
        var close = Array.ConvertAll(panel.Sessions, SessionHours.Close);
        for (var row = 0; row < symbol.Length; row++) symbol[row] = panel.Symbols[symbolOf[row]];
        var numbers = new Dictionary<string, double[]>(StringComparer.Ordinal)
        {
            ["open"] = panel.Open, ["high"] = panel.High, ["low"] = panel.Low, ["close"] = panel.Close, ["volume"] = panel.Volume,
        };
        if (panel.HasSteps)
            (numbers["price_step"], numbers["volume_step"], numbers["total_return_step"]) = (panel.PriceStep, panel.VolumeStep, panel.TotalReturnStep);
        if (panel.SharesOutstanding is { } shares) numbers["shares_outstanding"] = shares;
        if (panel.SessionsToEarnings is { } next) numbers["sessions_to_earnings"] = next;
        if (panel.SessionsSinceEarnings is { } since) numbers["sessions_since_earnings"] = since;
        var texts = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        if (panel.Sector is { } sector) texts["sector"] = Array.ConvertAll(sector, code => code < 0 ? null : panel.SectorNames![code]);
        if (panel.Industry is { } industry) texts["industry"] = Array.ConvertAll(industry, code => code < 0 ? null : panel.IndustryNames![code]);
        return new([WorldTable.Create(
            WorldTables.Bars, TableNature.Observations, symbol, Array.ConvertAll(panel.Day, d => panel.Sessions[d]), Array.ConvertAll(panel.Day, d => close[d]), numbers, texts)]);
    }
}
