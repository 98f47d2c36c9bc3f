using TradeML.Core.Configuration;
using TradeML.Research.Panels;

namespace TradeML.Ops.Pipelines;

/// <summary>
/// Which panel rows belong to the universe, by what was known at their close: raw price and mean dollar volume of the rows up to them.
/// </summary>
internal static class UniverseFilter
{
    internal static bool[] Rows(Panel panel, UniverseOptions options)
    {
        var inside = new bool[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var first = panel.RowStarts[symbol];
            for (var row = first; row < panel.RowStarts[symbol + 1]; row++)
            {
                if (row - first + 1 < options.AdvWindow || !(panel.Close[row] >= options.MinPriceUsd)) continue;
                // Summed anew: a running sum would carry the rounding of everything before, and so depend on where the panel starts.
                var sum = 0.0;
                for (var back = row - options.AdvWindow + 1; back <= row; back++) sum += panel.Close[back] * panel.Volume[back];
                inside[row] = sum / options.AdvWindow >= options.MinAdvUsd;
            }
        }

        return inside;
    }
}
