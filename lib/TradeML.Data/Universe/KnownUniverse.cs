using TradeML.Core.Configuration;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>Computes reference/universe as it would have been built from what was known at an instant.</summary>
/// <param name="options">Floors, and priorities of the sources.</param>
public sealed class KnownUniverse(CuratorOptions options) : ITableDerivation
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [UniverseTable.Name];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        return UniverseTable.SelectAsOf(lake, session, options, asOf);
    }
}
