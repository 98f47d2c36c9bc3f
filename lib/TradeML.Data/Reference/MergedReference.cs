using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>
/// Computes reference/corp_actions and reference/delistings as they would have been merged from what was known at an
/// instant.
/// </summary>
/// <param name="options">Priorities of the sources.</param>
public sealed class MergedReference(CuratorOptions options) : ITableDerivation
{
    private const string Actions = "reference/corp_actions", Ends = "reference/delistings";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [Actions, Ends];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        if (table == Actions)
        {
            var files = lake.Manifest.Files(ReferenceTables.RawActions);
            return files.Count == 0
                ? Nothing(session, table)
                : ReferenceTables.CorporateActionsSql(lake, session, options, files, asOf);
        }

        var claims = Delistings.Files(lake);
        if (claims.Count == 0) return Nothing(session, table);
        session.Register(Actions, asOf);
        return Delistings.Select(lake, session, options, claims, asOf);
    }

    private static string Nothing(DuckSession session, string table)
    {
        session.RegisterEmpty(table);
        return $"FROM {table.Replace('/', '.')}";
    }
}
