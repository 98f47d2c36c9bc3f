using TradeML.Research.Panels;

namespace TradeML.Research.Features.CrossSections;

/// <summary>A panel's sessions cut into tiles whose values, one a symbol and day, fit the cache.</summary>
internal sealed class DayTiles
{
    private readonly int[] cuts;
    private readonly int symbols;

    internal DayTiles(Panel panel)
    {
        symbols = panel.SymbolCount;
        var days = TileSteps.DaysOf(panel.SymbolCount);
        Count = (panel.Sessions.Length + days - 1) / days;
        cuts = new int[(Count + 1) * panel.SymbolCount];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            int row = panel.RowStarts[symbol], end = panel.RowStarts[symbol + 1];
            for (var tile = 0; tile <= Count; tile++)
            {
                var found = Array.BinarySearch(panel.Day, row, end - row, tile * days);
                cuts[(tile * panel.SymbolCount) + symbol] = row = found < 0 ? ~found : found;
            }
        }
    }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>The first row of each symbol in a tile; a tile's rows end where the next tile's begin.</summary>
    internal ReadOnlySpan<int> FirstRows(int tile) => cuts.AsSpan(tile * symbols, symbols);
}
