using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Reading;

/// <summary>
/// Writes the SELECT of a table as it was known at an instant: versions of raw rows, derived tables computed anew into
/// a temporary file that lives as long as the session.
/// </summary>
internal sealed class KnownTables(DataLake lake, IReadOnlyList<ITableDerivation> derivations) : IDisposable
{
    private readonly Dictionary<(string Table, DateTime AsOf), string> computed = [];
    private TradeMLException? fault;
    private DirectoryInfo? folder;

    /// <summary>The rows of a table now, or as they were known at an instant (UTC).</summary>
    public string Select(TableContract table, DateTime? asOf, FileFilter? filter = null)
    {
        if (asOf is { } at && derivations.FirstOrDefault(d => d.Tables.Contains(table.Name)) is { } derivation)
            return Derived(derivation, table, at);
        var files = lake.Manifest.Files(table.Name, filter);
        Manifest.RequireHere(files);
        var rows = TableViews.Select(lake.Root, table, files, asOf);
        if (asOf is not { } instant || table.Find("ingested_at") is not null || files.Count == 0
            || table.Knowledge is { Column: null }) return rows;
        if (files.Any(f => f.InputsHash is not null) || table.Knowledge is null)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"What {table.Name} held at an instant can't be told: it has no knowledge time, and "
                    + "nothing here computes it anew.",
                table.Name, "Ask for it without an instant, or rebuild it from tables as of that instant.");
        return $"SELECT * FROM ({rows}) WHERE {KnowledgeSql.InstantOf(table.Knowledge, table)} <= "
            + $"{Sql.Instant(instant)}";
    }

    /// <summary>As <see cref="Select"/>, but what can't be shown answers with its sentence when it is read.</summary>
    public string SelectOrRefuse(TableContract table, DateTime? asOf)
    {
        var files = lake.Manifest.Files(table.Name);
        if (!files.All(f => f.IsHere)) return TableViews.Elsewhere(table, files);
        try
        {
            return Select(table, asOf);
        }
        catch (TradeMLException e) when (e.Kind == ErrorKind.BadInput)
        {
            return TableViews.Refusing(table, e.Message);
        }
    }

    /// <summary>
    /// The SELECT for the SQL function <c>as_of</c>; keeps the sentence of a failure, for DuckDB would wrap it.
    /// </summary>
    public string ForMacro(string table, DateTime asOf)
    {
        try
        {
            return Select(lake.Contracts[table], asOf);
        }
        catch (TradeMLException e)
        {
            fault = e;
            throw;
        }
    }

    /// <summary>The failure inside the statement that just ended, once.</summary>
    public TradeMLException? TakeFault()
    {
        var taken = fault;
        fault = null;
        return taken;
    }

    public void Dispose() => folder?.Delete(recursive: true);

    private string Derived(ITableDerivation derivation, TableContract table, DateTime asOf)
    {
        if (computed.TryGetValue((table.Name, asOf), out var select)) return select;
        folder ??= Directory.CreateTempSubdirectory("trademl-as-of-");
        var path = Path.Combine(folder.FullName, $"{computed.Count}.parquet");
        using (var session = lake.OpenSession())
            QueryParquet.Copy(session, table, derivation.Select(lake, session, table.Name, asOf), path);
        select = $"SELECT {TableViews.Columns(table)} FROM read_parquet({Sql.Text(path)})";
        computed.Add((table.Name, asOf), select);
        return select;
    }
}
