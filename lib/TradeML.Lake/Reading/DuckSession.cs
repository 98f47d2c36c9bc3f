using DuckDB.NET.Data;
using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Reading;

/// <summary>
/// One DuckDB session over the lake: an in-memory database whose views are the lake's tables as they were when
/// registered. Every table as it was known at an instant is <c>as_of('raw/equities_bars', TIMESTAMPTZ '…')</c>. Not for
/// several threads at once.
/// </summary>
public sealed class DuckSession : IDisposable
{
    private readonly DataLake lake;
    private readonly RetiredFiles retired;
    private readonly EnginePool engines;
    private readonly DuckEngine engine;
    private readonly KnownTables known;
    private bool faulted;
    private bool disposed;

    internal DuckSession(DataLake lake, RetiredFiles retired, EnginePool engines, DataLakeOptions options)
    {
        this.lake = lake;
        this.retired = retired;
        this.engines = engines;
        known = new KnownTables(lake, options.Derivations);
        engine = engines.Take();
        try
        {
            Connection = engine.Begin(known);
        }
        catch
        {
            engine.Dispose();
            throw;
        }

        retired.SessionOpened();
    }

    /// <summary>The connection beneath.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>
    /// Creates or replaces the view of a table (<c>raw/equities_bars</c> → <c>raw.equities_bars</c>) over the files the
    /// manifest holds now. Of a table with <c>ingested_at</c> it shows the newest version of each row.
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="asOf">Shows the table as it was known at this instant (UTC) instead, as
    /// <see cref="LakeTable.AsOf"/> says; null for now.</param>
    /// <param name="filter">Which files the view covers: it narrows what is read, it does not filter rows. Null for
    /// all.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table, or it has no knowledge time. Data missing:
    /// a file lies on another node's disk.</exception>
    public void Register(string table, DateTime? asOf = null, FileFilter? filter = null) =>
        View(table, known.Select(lake.Contracts[table], asOf, filter));

    /// <summary>Creates or replaces an empty view of a table, with its columns.</summary>
    /// <param name="table">Full name of the table.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table.</exception>
    public void RegisterEmpty(string table) => View(table, TableViews.Empty(lake.Contracts[table]));

    /// <summary>
    /// Creates or replaces a view of every version of every row of a table with <c>ingested_at</c> (<c>raw/listings</c>
    /// → <c>raw.listings_versions</c>).
    /// </summary>
    /// <param name="table">Full name of the table.</param>
    /// <param name="asOf">Leaves out what came after this instant (UTC); null for nothing.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table. Data missing: a file lies on another
    /// node's disk.</exception>
    public void RegisterVersions(string table, DateTime? asOf = null)
    {
        var files = lake.Manifest.Files(table);
        Manifest.RequireHere(files);
        Execute($"CREATE SCHEMA IF NOT EXISTS {Sql.Name(TableViews.Split(table).Schema)}");
        Execute(TableViews.Versions(lake.Root, lake.Contracts[table], files, asOf));
    }

    /// <summary>Registers every table that has a contract and lies in files; of the control store, the exported
    /// <c>control.partition_status</c>. A table that lies on other nodes' disks, or that has no past to show, answers
    /// with a sentence when it is read.</summary>
    /// <param name="asOf">Shows what was known at this instant (UTC); null for now.</param>
    /// <param name="sql">Registers only tables whose names occur in this statement: what it does not name need not be
    /// computed. Null for all.</param>
    public void RegisterAll(DateTime? asOf = null, string? sql = null)
    {
        foreach (var table in lake.Contracts.Tables)
        {
            if (!TableViews.IsOfFiles(table.Name)) continue;
            if (sql is null || sql.Contains(TableViews.Split(table.Name).Name, StringComparison.OrdinalIgnoreCase))
                View(table.Name, known.SelectOrRefuse(table, asOf));
            else View(table.Name, TableViews.Empty(table)); // not read: it keeps the list of tables whole
        }
    }

    private void View(string table, string select) => Execute($"{Schema(table)}; {TableViews.Create(table, select)}");

    private static string Schema(string table) =>
        $"CREATE SCHEMA IF NOT EXISTS {Sql.Name(TableViews.Split(table).Schema)}";

    /// <summary>Runs a query and reads its result into arrays.</summary>
    /// <param name="sql">One statement, with <c>$1</c>, <c>$2</c>… (or <c>?</c>) for parameters.</param>
    /// <param name="parameters">null, bool, int, long, double, string, <see cref="DateOnly"/> or <see cref="DateTime"/>
    /// (UTC).</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text: the SQL is wrong. Storage: a file can't be
    /// read.</exception>
    public DuckColumns Query(string sql, params ReadOnlySpan<object?> parameters)
    {
        try
        {
            using var statement = DuckStatement.Prepare(Connection, sql);
            statement.Bind(parameters);
            return statement.Execute();
        }
        catch (TradeMLException)
        {
            faulted = true;
            if (known.TakeFault() is { } fault) throw fault;
            throw;
        }
    }

    /// <summary>Runs one or more statements; returns how many rows the last one changed (for COPY: wrote).</summary>
    /// <param name="sql">Statements, separated by semicolons; parameters only with a single one.</param>
    /// <param name="parameters">As for <see cref="Query"/>.</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text: the SQL is wrong. Storage: a file can't be
    /// read or written.</exception>
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
            faulted = true;
            throw known.TakeFault() ?? DuckFault.Translate(e.ErrorType, e.Message, e);
        }
    }

    /// <summary>Creates (or replaces) a temporary table from arrays of equal length.</summary>
    /// <param name="name">Name of the temporary table.</param>
    /// <param name="columns">Names and arrays: string, bool, int, long, float, double, <see cref="DateOnly"/>,
    /// <see cref="DateTime"/> (UTC), and the nullable forms of long, DateOnly and DateTime. NaN becomes NULL.</param>
    public void CreateTable(string name, params IReadOnlyList<(string Name, Array Values)> columns)
    {
        Execute(DuckTable.Creation(name, columns));
        AppendTo(name, columns);
    }

    /// <summary>Adds rows to a table made by <see cref="CreateTable"/>; the same columns in the same order.</summary>
    /// <param name="name">Name of the temporary table.</param>
    /// <param name="columns">Names and arrays as there.</param>
    public void AppendTo(string name, params IReadOnlyList<(string Name, Array Values)> columns) =>
        DuckTable.Append(Connection, name, columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        Connection.Dispose();
        known.Dispose();
        retired.SessionClosed();
        if (!faulted && engine.End()) engines.Return(engine);
        else engine.Dispose(); // what a failed statement left behind is not worth finding out
    }
}
