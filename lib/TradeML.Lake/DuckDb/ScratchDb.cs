using DuckDB.NET.Data;
using TradeML.Core.Errors;

namespace TradeML.Lake.DuckDb;

/// <summary>
/// A DuckDB beside any lake, for the user's own files: in memory, with a folder that ends with it. Not for several
/// threads at once.
/// </summary>
public sealed class ScratchDb : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    /// <summary>Opens an empty database.</summary>
    /// <param name="options">Memory and threads; null takes the defaults.</param>
    public ScratchDb(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        Folder = Directory.CreateTempSubdirectory("trademl-").FullName;
        try
        {
            connection.Open();
            Execute(
                $"""
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                SET temp_directory = {Sql.Text(Path.Combine(Folder, "spill"))};
                SET memory_limit = '{options.MemoryLimitMb}MiB';
                SET threads = {options.EffectiveThreads};
                SET GLOBAL TimeZone = 'UTC';
                SET preserve_insertion_order = true;
                """);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A folder for files that are needed as long as the database.</summary>
    public string Folder { get; }

    /// <summary>Runs a query and reads its result into arrays.</summary>
    /// <param name="sql">One statement, with <c>$1</c>, <c>$2</c>… for parameters.</param>
    /// <param name="parameters">As <see cref="DuckStatement"/> binds them.</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text.</exception>
    public DuckColumns Query(string sql, params ReadOnlySpan<object?> parameters)
    {
        using var statement = DuckStatement.Prepare(connection, sql);
        statement.Bind(parameters);
        return statement.Execute();
    }

    /// <summary>Runs statements; returns how many rows the last one changed (for COPY: wrote).</summary>
    /// <param name="sql">Statements, separated by semicolons.</param>
    /// <exception cref="TradeMLException">Bad input, with DuckDB's own text. Storage: the disk is full.</exception>
    public long Execute(string sql)
    {
        try
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // SQL is what this method is for.
            command.CommandText = sql;
#pragma warning restore CA2100
            return command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw DuckFault.Translate(e.ErrorType, e.Message, e);
        }
    }

    /// <summary>Creates (or replaces) a temporary table from arrays of equal length; NaN becomes NULL.</summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="columns">Names and arrays.</param>
    public void CreateTable(string name, params IReadOnlyList<(string Name, Array Values)> columns)
    {
        Execute(DuckTable.Creation(name, columns));
        AppendTo(name, columns);
    }

    /// <summary>Adds rows to a table made by <see cref="CreateTable"/>.</summary>
    /// <param name="name">Name of the table.</param>
    /// <param name="columns">The same columns in the same order.</param>
    public void AppendTo(string name, params IReadOnlyList<(string Name, Array Values)> columns) =>
        DuckTable.Append(connection, name, columns);

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
