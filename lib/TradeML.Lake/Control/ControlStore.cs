using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>
/// The control store of a lake: one SQLite database in WAL mode, one writer at a time, readers beside it that see the last commit.
/// </summary>
public sealed class ControlStore : IDisposable
{
    private readonly Lock writing = new();
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly string path;
    private readonly SqliteConnection? writer;
    private readonly StatementCache? statements;
    private readonly TimeProvider time;
    private readonly ICrashPoint? crash;
    private bool inWrite;

    private ControlStore(string path, bool readOnly, SyncMode synchronous, TimeProvider time, ICrashPoint? crash)
    {
        this.path = path;
        this.time = time;
        this.crash = crash;
        if (!readOnly)
        {
            writer = Connect(SqliteOpenMode.ReadWriteCreate);
            SqliteFault.Guard(path, () => Run(writer, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON;"));
            statements = new StatementCache(writer);
        }
    }

    /// <summary>Number of the newest migration applied to the database.</summary>
    public int SchemaVersion => Read(r => Migrator.VersionOf(r.Connection));

    /// <summary>Opens (and creates or migrates) a control store.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="synchronous">How hard commits are synced.</param>
    /// <param name="time">The clock.</param>
    /// <param name="crash">Told of every statement, or null.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be opened, is damaged, or was made by a newer version.</exception>
    public static ControlStore Open(string path, SyncMode synchronous, TimeProvider time, ICrashPoint? crash = null)
    {
        var store = new ControlStore(path, readOnly: false, synchronous, time, crash);
        return store.Ready(() => Migrator.Migrate(store, Migrator.Embedded));
    }

    /// <summary>Opens an existing control store for reading only.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="TradeMLException">Storage: the file is missing, damaged, or not of this version.</exception>
    public static ControlStore OpenReadOnly(string path, TimeProvider time)
    {
        var store = new ControlStore(path, readOnly: true, SyncMode.Full, time, crash: null);
        return store.Ready(() => Migrator.RequireCurrent(store));
    }

    internal static ControlStore OpenWith(string path, IReadOnlyList<Migration> migrations, TimeProvider time, ICrashPoint? crash)
    {
        var store = new ControlStore(path, readOnly: false, SyncMode.Full, time, crash);
        return store.Ready(() => Migrator.Migrate(store, migrations));
    }

    /// <summary>Runs a write transaction and returns its result. Waits for another writer; never nests.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">What to do; it is rolled back if it throws.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, the store is read-only or damaged.</exception>
    public T Write<T>(Func<ControlTransaction, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (writer is null || statements is null)
            throw new TradeMLException(ErrorKind.Storage, "The lake was opened for reading only.", path);
        lock (writing)
        {
            if (inWrite) throw new TradeMLException(ErrorKind.Internal, "A write transaction was started inside another one.", path);
            inWrite = true;
            try
            {
                return SqliteFault.Guard(path, () => Transact(writer, statements, work));
            }
            finally
            {
                inWrite = false;
            }
        }
    }

    /// <summary>Runs a write transaction.</summary>
    /// <param name="work">What to do; it is rolled back if it throws.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, the store is read-only or damaged.</exception>
    public void Write(Action<ControlTransaction> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Write(tx =>
        {
            work(tx);
            return 0;
        });
    }

    /// <summary>Reads from one consistent snapshot; runs beside the writer and beside other readers.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">What to read. Don't hand out the reader: it ends with the call.</param>
    public T Read<T>(Func<ControlReader, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return SqliteFault.Guard(path, () =>
        {
            if (!readers.TryTake(out var connection)) connection = Connect(SqliteOpenMode.ReadOnly);
            var done = false;
            try
            {
                Run(connection, "BEGIN");
                var result = work(new ControlReader(connection));
                Run(connection, "COMMIT");
                done = true;
                return result;
            }
            finally
            {
                if (done) readers.Add(connection);
                else connection.Dispose();
            }
        });
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        statements?.Dispose();
        writer?.Dispose();
        while (readers.TryTake(out var reader)) reader.Dispose();
    }

    private ControlStore Ready(Action prepare)
    {
        try
        {
            SqliteFault.Guard(path, () =>
            {
                prepare();
                return 0;
            });
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private T Transact<T>(SqliteConnection connection, StatementCache cache, Func<ControlTransaction, T> work)
    {
        crash?.Reached("control: before BEGIN");
        Run(connection, "BEGIN IMMEDIATE");
        var open = true;
        try
        {
            crash?.Reached("control: after BEGIN");
            var result = work(new ControlTransaction(connection, cache, time.GetUtcNow().UtcDateTime, crash));
            crash?.Reached("control: before COMMIT");
            Run(connection, "COMMIT");
            open = false;
            crash?.Reached("control: after COMMIT");
            return result;
        }
        finally
        {
            if (open) RollBack(connection);
        }
    }

    private static void RollBack(SqliteConnection connection)
    {
        // SQLite ends the transaction by itself after some errors (disk full): then there is nothing left to roll back.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Run(connection, "ROLLBACK");
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(settings.ToString());
        return SqliteFault.Guard(path, () =>
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;");
            return connection;
        });
    }

    private static int Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }
}
