using System.Collections.Concurrent;
using System.Data.Common;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>
/// The control store of a lake: one database, one writer of this process at a time, readers beside it that see the last
/// commit.
/// </summary>
public sealed class ControlStore : IDisposable
{
    private readonly Lock writing = new();
    private readonly ConcurrentBag<DbConnection> readers = [];
    private readonly IControlEngine engine;
    private readonly ControlWriter writer;
    private readonly bool readOnly;
    private readonly TimeProvider time;
    private bool inWrite;

    private ControlStore(IControlEngine engine, string node, bool readOnly, TimeProvider time, ICrashPoint? crash)
    {
        Node = node;
        this.engine = engine;
        this.readOnly = readOnly;
        this.time = time;
        writer = new ControlWriter(engine, node, time, crash);
    }

    /// <summary>Number of the newest migration applied to the database.</summary>
    public int SchemaVersion => Read(r => Migrator.VersionOf(r.Connection));

    /// <summary>Which SQL the database speaks, where the two differ.</summary>
    public SqlDialect Dialect => engine.Dialect;

    /// <summary>
    /// The node that works on the store; empty where the store is the lake's own and there is no other.
    /// </summary>
    public string Node { get; }

    /// <summary>Opens (and creates or migrates) a control store in a SQLite file.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="synchronous">How hard commits are synced.</param>
    /// <param name="time">The clock.</param>
    /// <param name="crash">Told of every statement, or null.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be opened, is damaged, or was made by a newer
    /// version.</exception>
    public static ControlStore Open(string path, SyncMode synchronous, TimeProvider time, ICrashPoint? crash = null) =>
        OpenWith(new SqliteEngine(path, synchronous), Migrator.Embedded, time, crash);

    /// <summary>
    /// Opens (and creates or migrates) a control store in a PostgreSQL database that several nodes share.
    /// </summary>
    /// <param name="uri">The database: <c>postgresql://user:password@host:port/database</c>, or a connection string of
    /// keywords.</param>
    /// <param name="node">The node's name; one process writes under a name at a time.</param>
    /// <param name="readOnly">Whether to read only, beside a process that writes under the name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="crash">Told of every statement, or null.</param>
    /// <exception cref="TradeMLException">Bad input: no such address. Storage: the server can't be reached or refuses,
    /// or the store was made by a newer version.</exception>
    public static ControlStore OpenShared(
        Secret uri, string node, bool readOnly, TimeProvider time, ICrashPoint? crash = null) => readOnly
        ? OpenReadOnly(new PostgresEngine(uri, node), time, node)
        : OpenWith(new PostgresEngine(uri, node), Migrator.Embedded, time, crash, node);

    /// <summary>Opens an existing control store in a SQLite file for reading only.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="TradeMLException">Storage: the file is missing, damaged, or not of this version.</exception>
    public static ControlStore OpenReadOnly(string path, TimeProvider time) =>
        OpenReadOnly(new SqliteEngine(path, SyncMode.Full), time);

    internal static ControlStore OpenReadOnly(IControlEngine engine, TimeProvider time, string node = "")
    {
        var store = new ControlStore(engine, node, readOnly: true, time, crash: null);
        return Ready(store, Migrator.RequireCurrent);
    }

    internal static ControlStore OpenWith(
        IControlEngine engine, IReadOnlyList<Migration> migrations, TimeProvider time, ICrashPoint? crash,
        string node = "")
    {
        var store = new ControlStore(engine, node, readOnly: false, time, crash);
        return Ready(store, s => Migrator.Migrate(s, migrations));
    }

    /// <summary>
    /// Runs a write transaction and returns its result. Waits for another writer; never nests. Where another node's
    /// transaction got in its way, the work is rolled back and runs again: it must not change anything but the store.
    /// </summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">What to do; it is rolled back if it throws.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, the store is read-only, damaged or can't be
    /// reached.</exception>
    public T Write<T>(Func<ControlTransaction, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (readOnly)
            throw new TradeMLException(ErrorKind.Storage, "The lake was opened for reading only.", engine.Place);
        lock (writing)
        {
            if (inWrite)
                throw new TradeMLException(ErrorKind.Internal, "A write transaction was started inside another one.",
                    engine.Place);
            inWrite = true;
            try
            {
                return writer.Run(work);
            }
            catch (DbException e)
            {
                throw engine.Translate(e);
            }
            finally
            {
                inWrite = false;
            }
        }
    }

    /// <summary>Runs a write transaction; see <see cref="Write{T}"/>.</summary>
    /// <param name="work">What to do; it is rolled back if it throws.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, the store is read-only, damaged or can't be
    /// reached.</exception>
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
        DbConnection? connection = null;
        try
        {
            connection = BeginRead();
            using var reader = new ControlReader(connection, engine.Dialect, Node);
            var result = work(reader);
            reader.Dispose();
            SqlText.Run(connection, "COMMIT");
            readers.Add(connection);
            connection = null;
            return result;
        }
        catch (DbException e)
        {
            throw engine.Translate(e);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>
    /// Waits for this node's turn at work that only one node may do at a time (audit, curate), and keeps the others out
    /// until the result is disposed, or this process ends. Does not nest under one name. At once where the store is the
    /// lake's own.
    /// </summary>
    /// <param name="work">Name of the work.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="TradeMLException">Storage: the server can't be reached.</exception>
    public Task<IAsyncDisposable> TakeTurnAsync(string work, CancellationToken ct = default) =>
        engine.TakeTurnAsync(work, ct);

    /// <summary>
    /// Closes the connections that nobody uses, and with them their caches; the next use opens new ones.
    /// </summary>
    public void ReleaseConnections()
    {
        lock (writing) Dispose();
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        writer.Dispose();
        while (readers.TryTake(out var reader)) reader.Dispose();
    }

    /// <summary>
    /// Writes a consistent copy to a new file, as the store of a lake of its own; beside a writer too.
    /// </summary>
    internal void CopyTo(string path) => Translated(() =>
    {
        if (Dialect.IsPostgres)
        {
            ControlCopy.Make(this, path, time);
            return;
        }

        using var connection = engine.Connect(write: false);
        using var reader = new ControlReader(connection, engine.Dialect, Node);
        reader.Scalar<object>("VACUUM INTO @path", new { path });
    });

    /// <summary>Runs a write transaction that also sees another store's file, as <c>copy</c>. SQLite alone.</summary>
    internal void WriteAttached(string file, Action<ControlTransaction> work)
    {
        lock (writing)
        {
            Translated(() => writer.Attach(file));
            try
            {
                Write(work);
            }
            finally
            {
                writer.Dispose(); // detaches; statements that saw the copy go too
            }
        }
    }

    private void Translated(Action work)
    {
        try
        {
            work();
        }
        catch (DbException e)
        {
            throw engine.Translate(e);
        }
    }

    // A connection that was lost while nobody used it (the server was restarted) costs nothing but a new one.
    private DbConnection BeginRead()
    {
        if (readers.TryTake(out var connection))
        {
            try
            {
                if (!engine.IsLost(connection))
                {
                    SqlText.Run(connection, engine.BeginRead);
                    return connection;
                }
            }
            catch (DbException) when (engine.IsLost(connection))
            {
                // Nothing was begun.
            }

            connection.Dispose();
        }

        connection = engine.Connect(write: false);
        SqlText.Run(connection, engine.BeginRead);
        return connection;
    }

    private static ControlStore Ready(ControlStore store, Action<ControlStore> prepare)
    {
        try
        {
            prepare(store);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
