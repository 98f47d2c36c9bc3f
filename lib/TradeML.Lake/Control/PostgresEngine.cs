using System.Data;
using System.Data.Common;
using Npgsql;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>The control store in a PostgreSQL database that several nodes share.</summary>
internal sealed class PostgresEngine : IControlEngine
{
    // Advisory locks have two numbers: what kind of thing, and which one.
    private const int NodeLock = 7203942, TurnLock = 7203943;

    private readonly string address;
    private readonly string node;

    public PostgresEngine(Secret uri, string node)
    {
        this.node = node;
        var settings = PostgresAddress.Parse(uri);
        Place = PostgresAddress.Place(settings);
        settings.Pooling = false; // the store keeps its connections itself
        settings.MaxAutoPrepare = 256;
        settings.AutoPrepareMinUsages = 2;
        settings.ApplicationName = "trademl " + node;
        settings.CommandTimeout = 600;
        settings.Timeout = 15;
        settings.KeepAlive = 30;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
        address = settings.ConnectionString;
    }

    public string Place { get; }

    public SqlDialect Dialect => SqlDialect.Postgres;

    // One snapshot a transaction, as in SQLite; two that change the same row end with one of them running again.
    public string BeginWrite => "BEGIN ISOLATION LEVEL REPEATABLE READ";

    public string BeginRead => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public DbConnection Connect(bool write)
    {
        var connection = new NpgsqlConnection(address);
        try
        {
            connection.Open();
            // A server that waits for hours before it drops a dead client would keep this node's lock as long.
            SqlText.Run(connection,
                "SET TIME ZONE 'UTC'; SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET "
                    + "tcp_keepalives_count = 3; SET lock_timeout = '60s'");
            if (write && node.Length > 0) TakeNode(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Server, version and schema, for people.</summary>
    public string Probe()
    {
        try
        {
            using var connection = Connect(write: false);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT to_regclass('schema_migration') IS NOT NULL";
            var schema = command.ExecuteScalar() is true ? $"schema {Migrator.VersionOf(connection)}" : "empty";
            return $"{Place}, version {connection.ServerVersion}, {schema}";
        }
        catch (DbException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>
    /// Waits for its turn at work that only one node may do at a time; the turn ends with the connection, however it
    /// ends.
    /// </summary>
    public async Task<IAsyncDisposable> TakeTurnAsync(string work, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(address);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = "SELECT pg_advisory_lock(@kind, hashtext(@work))";
                command.CommandTimeout = 0;
                command.Parameters.AddWithValue("kind", TurnLock);
                command.Parameters.AddWithValue("work", work);
                await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            }

            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            if (e is DbException failure) throw Translate(failure);
            throw;
        }
    }

    public void RollBack(DbConnection connection) => SqlText.Run(connection, "ROLLBACK");

    // Unique violations too: two nodes add the same row, and the second one will find it.
    public bool MayRetry(DbException e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation
    };

    public bool IsLost(DbConnection connection) => connection.State != ConnectionState.Open;

    public TradeMLException Translate(DbException e)
    {
        var (message, remedy) = (e as PostgresException)?.SqlState switch
        {
            null =>
                ("The control store's server can't be reached or went away; what was under way was not committed, or "
                    + "is found committed by the next run.", "Start PostgreSQL or mend the network, then run again."),
            "28P01" or "28000" =>
                ("The control store's server does not let this user in.",
                    "Check user and password in DB_URI, and the server's pg_hba.conf."),
            "3D000" => ("The server has no such database.", "Create it: createdb NAME, owned by the user of DB_URI."),
            "42501" =>
                ("The user of DB_URI may not do this in the database.", "Make the user the owner of the database."),
            "40001" or "40P01" or "55P03" =>
                ("Other nodes kept getting in the way of this transaction; nothing of it was written.", "Run again."),
            "53100" =>
                ("The disk of the control store's server is full: nothing of this step was written.",
                    "Free some space there and run again."),
            "53300" =>
                ("The control store's server takes no more connections.",
                    "Raise max_connections there; a node takes about ten."),
            ['0', '8', ..] or "57P01" or "57P02" or "57P03" =>
                ("The control store's server is shutting down or starting.", "Run again when it is up."),
            "25006" => ("The control store is read-only.", "Name the primary server in DB_URI, not a standby."),
            _ => ("", ""),
        };
        return message.Length > 0
            ? new TradeMLException(ErrorKind.Storage, message, Place, remedy, e)
            : new TradeMLException(ErrorKind.Internal, $"A statement of the control store failed: {e.Message}", Place,
                null, e);
    }

    private void TakeNode(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SET lock_timeout = '3s'; SELECT pg_advisory_lock(@kind, hashtext(@node)); SET lock_timeout = '60s'",
            connection);
        command.Parameters.AddWithValue("kind", NodeLock);
        command.Parameters.AddWithValue("node", node);
        try
        {
            // waits a little: the server may not have noticed yet that the last process is gone
            command.ExecuteNonQuery();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new TradeMLException(
                ErrorKind.Storage, $"Another process writes to this control store as node '{node}'.", Place,
                "Stop it, or give this node a name of its own in EDGE_NODE_ID.", e);
        }
    }
}
