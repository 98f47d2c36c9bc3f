using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Store.Features;
using TradeML.Store.Panels;

namespace TradeML.Store.Tables;

/// <summary>What a table of features or labels covers.</summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Files">Its files.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="CuratedRows">Rows of the curated bars: what it would hold when it is current.</param>
/// <param name="Symbols">Its symbols.</param>
/// <param name="First">First day, or null when it is empty.</param>
/// <param name="Last">Last day, or null when it is empty.</param>
/// <param name="Columns">Shares of unknown values, in column order.</param>
public sealed record StoreStatus(
    string Table, int Files, long Rows, long CuratedRows, long Symbols, DateOnly? First, DateOnly? Last,
    IReadOnlyList<FeatureShare> Columns)
{
    /// <summary>Looks at a table.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="table">Full name of the table.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table.</exception>
    public static StoreStatus Of(DataLake lake, string table)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var contract = lake.Contracts[table];
        var files = lake.Manifest.Files(table);
        using var session = lake.OpenSession();
        session.Register(table);
        var optional = contract.Columns.Where(c => c.Nullable).ToList();
        var (schema, name) = (table.Split('/')[0], table.Split('/')[1]);
        var row = session.Query(
            $"""
            SELECT COUNT(*), COUNT(DISTINCT symbol), MIN(date),
                MAX(date){string.Concat(optional.Select(c => $", COUNT(\"{c.Name}\")"))} FROM "{schema}"."{name}"
            """);
        var rows = row.Longs(0)[0];
        return new(
            table, files.Count, rows, lake.Manifest.Files(PanelLoader.Table).Sum(f => f.Rows), row.Longs(1)[0],
            row.NullableDates(2)[0], row.NullableDates(3)[0],
            [.. optional
                .Select((c, i) => new FeatureShare(c.Name, rows == 0 ? 1 : 1 - ((double)row.Longs(4 + i)[0] / rows)))]);
    }
}
