using DuckDB.NET.Data;
using TradeML.Lake.DuckDb;

namespace TradeML.Lake.Reading;

/// <summary>
/// One running DuckDB, used by one session after the other: starting it and touching its memory for the first time
/// costs more than most queries. What a session makes lies in a database of its own, which ends with the session.
/// </summary>
internal sealed class DuckEngine : IDisposable
{
    private const string Database = "lake_session";
    private readonly DuckDBConnection root = new("DataSource=:memory:");
    private readonly string settings;
    private KnownTables? known;

    public DuckEngine(string temporaryFolder, DataLakeOptions options)
    {
        try
        {
            root.Open();
            // The operating system keeps files in memory already: a cache of DuckDB's own would hold them twice.
            Run(
                root,
                $"""
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                SET enable_external_file_cache = false;
                SET temp_directory = {Sql.Text(temporaryFolder)};
                SET memory_limit = '{options.MemoryLimitMb}MiB';
                SET threads = {options.Threads};
                SET GLOBAL TimeZone = 'UTC';
                SET preserve_insertion_order = true;
                """);
            settings = Settings();
            AsOfMacro.RegisterFunction(root, (table, instant) => known!.ForMacro(table, instant));
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Begins a session: an empty database.</summary>
    public DuckDBConnection Begin(KnownTables tables)
    {
        known = tables;
        var connection = root.Duplicate();
        try
        {
            connection.Open();
            Run(
                connection,
                $"""
                ATTACH ':memory:' AS {Database};
                USE {Database};
                {AsOfMacro.Sql};
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends the session, its connection being closed; false when something of it stays.</summary>
    public bool End()
    {
        known = null;
        try
        {
            Run(root, $"DETACH {Database}");
            return Settings() == settings;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }

    public void Dispose() => root.Dispose();

    private string Settings()
    {
        using var command = root.CreateCommand();
        command.CommandText = "SELECT string_agg(name || '=' || value, ';') FROM duckdb_settings()";
        return (string)command.ExecuteScalar()!;
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Settings of this class, no foreign text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
