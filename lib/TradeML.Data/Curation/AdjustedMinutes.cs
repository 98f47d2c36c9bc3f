using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Data.Curation;

/// <summary>
/// Computes curated/equities_minute_adj as it would have been built from the bars and events known at an instant.
/// </summary>
/// <param name="options">Priorities of the sources.</param>
public sealed class AdjustedMinutes(CuratorOptions options) : ITableDerivation
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [MinuteTable.Name];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        new MinuteTable(lake, options, asOf).RegisterChoice(session);
        session.Register(MinuteTable.RawTable, asOf, new FileFilter { Folders = ["freq=1m"] });
        session.Register(Curator.CuratedTable, asOf);
        return MinuteTable.Select(1, 9999);
    }
}
