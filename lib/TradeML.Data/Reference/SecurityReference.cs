using TradeML.Data.Reference.Securities;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>
/// Computes reference/securities, sectors and event_votes as they would have been built from what was known at an
/// instant.
/// </summary>
/// <param name="options">Priorities of the sources.</param>
public sealed class SecurityReference(CuratorOptions options) : ITableDerivation
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [SecuritiesTable.Name, Sectors.Name, EventVotes.Name];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        if (table == SecuritiesTable.Name) return SecuritiesTable.Select(lake, session, options, asOf);
        if (table == Sectors.Name)
        {
            session.Register(SecuritiesTable.Name, asOf);
            return Sectors.Select(lake, session, asOf);
        }

        if (lake.Manifest.Files("raw/corp_actions").Count > 0)
        {
            session.Register("reference/corp_actions", asOf);
            return EventVotes.Select(lake, session, options, asOf);
        }

        session.RegisterEmpty(table);
        return $"FROM {table.Replace('/', '.')}";
    }
}
