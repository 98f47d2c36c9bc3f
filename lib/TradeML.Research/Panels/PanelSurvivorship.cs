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
        var names = new List<(int First, int Last)>(panel.SymbolCount);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (first, end) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
            if (first < end) names.Add((panel.Day[first], panel.Day[end - 1]));
        }

        return Of(panel.Sessions, names, options);
    }

    /// <summary>A name is dead when its rows end more than the grace before the last session.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="names">First and last session of each name, as indices.</param>
    /// <param name="options">Rates, significance and grace.</param>
    public static SurvivorshipVerdict Of(
        DateOnly[] sessions, IReadOnlyCollection<(int First, int Last)> names, SurvivorshipOptions options)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        var alive = sessions.Length - 1 - options.GraceSessions;
        LifeSpan[] lives = [.. names.Select(name => new LifeSpan(sessions[name.First], name.Last < alive))];
        return SurvivorshipTest.Of(lives, sessions.Length == 0 ? DateOnly.MinValue : sessions[^1], options);
    }
}
