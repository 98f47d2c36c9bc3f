using DuckDB.NET.Data;
using TradeML.Core.Errors;
using TradeML.Lake.Manifests;
using TradeML.Lake.Writing;

namespace TradeML.Lake.Reading;

/// <summary>
/// One DuckDB session over the lake: an in-memory database whose views are the lake's tables as they were when registered. Not for
/// several threads at once.
/// </summary>
public sealed class DuckSession : IDisposable
{
    private readonly DataLake lake;
    private readonly RetiredFiles retired;
    private bool disposed;

    internal DuckSession(DataLake lake, RetiredFiles retired, DataLakeOptions options)
    {
        this.lake = lake;
        this.retired = retired;
        Connection = new DuckDBConnection("DataSource=:memory:");
        retired.SessionOpened();
        try
        {
            Connection.Open();
            Execute(
                $"""
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                SET memory_limit = '{options.MemoryLimitMb}MiB';
                SET threads = {options.Threads};
                SET temp_directory = {Sql.Text(Path.Combine(lake.Root, "control", "tmp"))};
                SET TimeZone = 'UTC';
                SET preserve_insertion_order = true;
                """);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The connection beneath.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>
    /// Creates or replaces the view of a table (<c>raw/equities_bars</c> → <c>raw.equities_bars</c>) over the files the manifest holds now.
    /// Of a table with <c>ingested_at</c> it shows the newest version of each row. A table without files is an empty view with its columns.
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="asOf">Shows what was known at this instant (UTC) instead; null for now.</param>
    /// <param name="filter">Which files the view covers: it narrows what is read, it does not filter rows. Null for all.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table. Data missing: a file lies on another node's disk.</exception>
    public void Register(string table, DateTime? asOf = null, FileFilter? filter = null)
    {
        var files = lake.Manifest.Files(lake.Contracts[table].Name, filter);
        Manifest.RequireHere(files);
        Register(table, asOf, files);
    }

    /// <summary>Creates or replaces a view of every version of every row of a table with <c>ingested_at</c> (<c>raw/listings</c> → <c>raw.listings_versions</c>).</summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="asOf">Leaves out what came after this instant (UTC); null for nothing.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table. Data missing: a file lies on another node's disk.</exception>
    public void RegisterVersions(string table, DateTime? asOf = null)
    {
        var files = lake.Manifest.Files(table);
        Manifest.RequireHere(files);
        Execute($"CREATE SCHEMA IF NOT EXISTS {Sql.Name(TableViews.Split(table).Schema)}");
        Execute(TableViews.Versions(lake.Root, lake.Contracts[table], files, asOf));
    }

    /// <summary>Registers every table that has a contract and lies in files; of the control store, the exported <c>control.partition_status</c>.
    /// A table that lies on other nodes' disks answers with a sentence when it is read.</summary>
    /// <param name="asOf">Shows what was known at this instant (UTC); null for now.</param>
    public void RegisterAll(DateTime? asOf = null)
    {
        foreach (var table in lake.Contracts.Tables)
        {
            if (!TableViews.IsOfFiles(table.Name)) continue;
            var files = lake.Manifest.Files(table.Name);
            if (files.All(f => f.IsHere)) Register(table.Name, asOf, files);
            else Execute($"{Schema(table.Name)}; {TableViews.Elsewhere(table, files)}");
        }
    }

    private void Register(string table, DateTime? asOf, IReadOnlyList<ManifestEntry> files) =>
        Execute($"{Schema(table)}; {TableViews.Create(lake.Root, lake.Contracts[table], files, asOf)}");

    private static string Schema(string table) => $"CREATE SCHEMA IF NOT EXISTS {Sql.Name(TableViews.Split(table).Schema)}";

    /// <summary>Runs a query and reads its result into arrays.</summary>
    /// <param name="sql">One statement, with <c>$1</c>, <c>$2</c>… (or <c>?</c>) for parameters.</param>
    /// <param name="parameters">null, bool, int, long, double, string, <see cref="DateOnly"/> or <see cref="DateTime"/> (UTC).</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text: the SQL is wrong. Storage: a file can't be read.</exception>
    public DuckColumns Query(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = DuckStatement.Prepare(Connection, sql);
        statement.Bind(parameters);
        return statement.Execute();
    }

    /// <summary>Runs one or more statements; returns how many rows the last one changed (for COPY: wrote).</summary>
    /// <param name="sql">Statements, separated by semicolons; parameters only with a single one.</param>
    /// <param name="parameters">As for <see cref="Query"/>.</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text: the SQL is wrong. Storage: a file can't be read or written.</exception>
    public long Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        try
        {
            using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // SQL is what this method is for; values travel as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var value in parameters) command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
            return command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw DuckFault.Translate(e.ErrorType, e.Message, e);
        }
    }

    /// <summary>Creates (or replaces) a temporary table from arrays of equal length.</summary>
    /// <param name="name">Name of the temporary table.</param>
    /// <param name="columns">Names and arrays: string, bool, int, long, float, double, <see cref="DateOnly"/>, <see cref="DateTime"/> (UTC), and
    /// the nullable forms of long, DateOnly and DateTime. NaN becomes NULL.</param>
    public void CreateTable(string name, params IReadOnlyList<(string Name, Array Values)> columns) =>
        DuckTable.Create(this, name, columns);

    /// <summary>Adds rows to a table made by <see cref="CreateTable"/>; the same columns in the same order.</summary>
    /// <param name="name">Name of the temporary table.</param>
    /// <param name="columns">Names and arrays as there.</param>
    public void AppendTo(string name, params IReadOnlyList<(string Name, Array Values)> columns) => DuckTable.Append(this, name, columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Connection.Dispose();
        retired.SessionClosed();
    }
}
