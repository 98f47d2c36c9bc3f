using TradeML.Core.Universe;

namespace TradeML.Research.Panels;

/// <summary>Judges by the dead names of a panel whether it was drawn from survivors.</summary>
public static class PanelSurvivorship
{
    /// <summary>A name is dead when its rows end more than the grace before the panel's last session.</summary>
    /// <param name="panel">The panel a result is made from.</param>
    /// <param name="options">Rates, significance and grace.</param>
    public static SurvivorshipVerdict Of(Panel panel, SurvivorshipOptions options)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(options);
        var names = new List<LifeSpan>(panel.SymbolCount);
        var alive = panel.Sessions.Length - 1 - options.GraceSessions;
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (first, end) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
            if (first < end) names.Add(new LifeSpan(panel.Sessions[panel.Day[first]], panel.Day[end - 1] < alive));
        }

        return SurvivorshipTest.Of(names, panel.Sessions.Length == 0 ? DateOnly.MinValue : panel.Sessions[^1], options);
    }
}
