using TradeML.Core.Universe;
using TradeML.Research.Panels;

namespace TradeML.Store.Panels;

/// <summary>Which panel rows belong to the universe, by the kernel that builds reference/universe.</summary>
public static class UniverseFilter
{
    /// <summary>Whether each row of a panel is in the universe.</summary>
    public static bool[] Rows(Panel panel, UniverseOptions options)
    {
        var (adv, flags) = (new double[panel.Rows], new UniverseFlags[panel.Rows]);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var rows = panel.RowStarts[symbol]..panel.RowStarts[symbol + 1];
            UniverseRule.Judge(panel.Close.AsSpan(rows), panel.Volume.AsSpan(rows), options, adv.AsSpan(rows),
                flags.AsSpan(rows));
        }

        return Array.ConvertAll(flags, f => f.HasFlag(UniverseFlags.Held));
    }
}
