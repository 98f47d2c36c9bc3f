using TradeML.Research.Panels;

namespace TradeML.Research.Features.CrossSections;

/// <summary>A panel's sessions cut into tiles whose values, one a symbol and day, fit the cache.</summary>
internal sealed class DayTiles
{
    private const int ValuesOfTile = 1 << 16;
    private readonly int[] cuts;

    internal DayTiles(Panel panel)
    {
        Panel = panel;
        Days = Math.Clamp(ValuesOfTile / Math.Max(panel.SymbolCount, 1), 8, 256);
        Count = (panel.Sessions.Length + Days - 1) / Days;
        cuts = new int[(Count + 1) * panel.SymbolCount];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            int row = panel.RowStarts[symbol], end = panel.RowStarts[symbol + 1];
            for (var tile = 0; tile <= Count; tile++)
            {
                var found = Array.BinarySearch(panel.Day, row, end - row, tile * Days);
                cuts[(tile * panel.SymbolCount) + symbol] = row = found < 0 ? ~found : found;
            }
        }
    }

    internal Panel Panel { get; }

    /// <summary>Days of a tile.</summary>
    internal int Days { get; }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>The first row of each symbol in a tile; a tile's rows end where the next tile's begin.</summary>
    internal ReadOnlySpan<int> FirstRows(int tile) => cuts.AsSpan(tile * Panel.SymbolCount, Panel.SymbolCount);
}
