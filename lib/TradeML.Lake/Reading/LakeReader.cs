using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Reading;

/// <summary>Finds files and reads tables of the lake.</summary>
public sealed class LakeReader
{
    private readonly DataLake lake;

    internal LakeReader(DataLake lake) => this.lake = lake;

    /// <summary>The files of a table, ordered by partition, first day, ingest and path.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="filter">Which of them; null for all.</param>
    public IReadOnlyList<ManifestEntry> Files(string table, FileFilter? filter = null) =>
        lake.Manifest.Files(lake.Contracts[table].Name, filter);

    /// <summary>Reads rows of a table into arrays, in the contract's types.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="where">An SQL condition over its columns, with <c>$1</c>, <c>$2</c>… for
    /// <paramref name="parameters"/>; null for all rows.</param>
    /// <param name="orderBy">SQL order, for example <c>symbol, date</c>; null for any.</param>
    /// <param name="filter">Which files to look into; null for all.</param>
    /// <param name="asOf">What was known at this instant (UTC); null for now.</param>
    /// <param name="parameters">Values for the condition.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table, or the condition is wrong SQL.</exception>
    public ColumnBatch ReadBatch(
        string table, string? where = null, string? orderBy = null, FileFilter? filter = null, DateTime? asOf = null,
        params object?[] parameters)
    {
        using var session = lake.OpenSession();
        session.Register(table, asOf, filter);
        var contract = lake.Contracts[table];
        var columns = string.Join(", ", contract.Columns.Select(c => Sql.Name(c.Name)));
        var sql =
            $"SELECT {columns} FROM "
                + $"{TableViews.NameOf(table)}{(where is null ? "" : $" WHERE {where}")}"
                + $"{(orderBy is null ? "" : $" ORDER BY {orderBy}")}";
        return session.Query(sql, parameters).ToBatch(contract);
    }
}
