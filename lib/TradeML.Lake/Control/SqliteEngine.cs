using System.Data.Common;
using Microsoft.Data.Sqlite;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>The control store as one SQLite file in WAL mode.</summary>
internal sealed class SqliteEngine(string path, SyncMode synchronous) : IControlEngine
{
    public string Place => path;

    public SqlDialect Dialect => SqlDialect.Sqlite;

    public string BeginWrite => "BEGIN IMMEDIATE";

    public string BeginRead => "BEGIN";

    public DbConnection Connect(bool write)
    {
        var mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly;
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path, Mode = mode, Pooling = false,
            DefaultTimeout = 30
        };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            SqlText.Run(connection,
                "PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA "
                    + "mmap_size=268435456;");
            if (write)
                SqlText.Run(connection,
                    $"PRAGMA mmap_size=0; PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA "
                        + "foreign_keys=ON; PRAGMA wal_autocheckpoint=4000;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The lake's lock has seen to it that there is nobody else.
    public Task<IAsyncDisposable> TakeTurnAsync(string work, CancellationToken ct) =>
        Task.FromResult<IAsyncDisposable>(new MemoryStream(0));

    // SQLite ends the transaction by itself after some errors (disk full): then there is nothing left to roll back.
    public void RollBack(DbConnection connection)
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle) == 0)
            SqlText.Run(connection, "ROLLBACK");
    }

    public bool MayRetry(DbException e) => false;

    public bool IsLost(DbConnection connection) => false;

    public TradeMLException Translate(DbException e)
    {
        var (message, remedy) = (e as SqliteException)?.SqliteErrorCode switch
        {
            5 or 6 =>
                ("Another process holds the control store and did not let go within 30 seconds.",
                    "Stop the other process and try again."),
            8 => ("The control store is read-only.", "Check the permissions of the lake's folder and its disk."),
            10 => ("Reading or writing the control store failed.", "Check the disk of the lake."),
            11 or 26 =>
                ("The control store is damaged or not a SQLite database.",
                    "Restore control/node.sqlite from a backup."),
            13 =>
                ("The disk is full: nothing of this step was written.",
                    "Free some space on the lake's disk and run again."),
            14 => ("The control store can't be opened.", "Check that the folder exists and may be written."),
            _ => ("", ""),
        };
        return message.Length > 0
            ? new TradeMLException(ErrorKind.Storage, message, path, remedy, e)
            : new TradeMLException(ErrorKind.Internal, $"A statement of the control store failed: {e.Message}", path,
                null, e);
    }
}
