using TradeML.Data.Derived;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Curation;

/// <summary>
/// Computes curated/equities_ohlcv_adj as it would have been built from the bars and events known at an instant.
/// </summary>
/// <param name="options">Priorities of the sources.</param>
public sealed class AdjustedPrices(CuratorOptions options) : ITableDerivation
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [Curator.CuratedTable];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        session.RegisterEmpty(Curator.CuratedTable); // nothing of what the lake holds now stays
        new Curator(lake, options).PrepareAsOf(session, asOf);
        return CurationSql.Years(1, 9999);
    }
}
