using TradeML.Data.Settings;

namespace TradeML.Node.Stage;

/// <summary>The settings that a node runs by.</summary>
/// <param name="Edge"><c>edge.yml</c>.</param>
/// <param name="Backfill"><c>backfill.yml</c>.</param>
/// <param name="Curator"><c>curator.yml</c>.</param>
public sealed record NodeSettings(EdgeOptions Edge, BackfillOptions Backfill, CuratorOptions Curator);
