using System.Data.Common;

namespace TradeML.Lake.Control;

/// <summary>
/// The connection that writes, with its prepared statements: transactions one after another, anew where another node
/// was in the way.
/// </summary>
internal sealed class ControlWriter(IControlEngine engine, string node, TimeProvider time, ICrashPoint? crash) :
    IDisposable
{
    private const int MostAttempts = 50;
    private DbConnection? connection;
    private StatementCache? statements;

    public T Run<T>(Func<ControlTransaction, T> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Transact(work);
            }
            catch (DbException e) when (attempt < MostAttempts && engine.MayRetry(e))
            {
                // The other transaction is through: this one sees its result and runs anew.
            }
        }
    }

    /// <summary>Makes another SQLite file visible as <c>copy</c> until the writer is closed.</summary>
    public void Attach(string file)
    {
        Run(_ => true); // opens the connection
        SqlText.Run(connection!, $"ATTACH DATABASE '{file.Replace("'", "''", StringComparison.Ordinal)}' AS copy");
    }

    /// <summary>Closes the connection; the next transaction opens another.</summary>
    public void Dispose()
    {
        statements?.Dispose();
        connection?.Dispose();
        (statements, connection) = (null, null);
    }

    private T Transact<T>(Func<ControlTransaction, T> work)
    {
        crash?.Reached("control: before BEGIN");
        var (writer, cache) = Begin();
        var open = true;
        try
        {
            crash?.Reached("control: after BEGIN");
            var result = work(
                new ControlTransaction(writer, engine.Dialect, node, cache, time.GetUtcNow().UtcDateTime, crash));
            crash?.Reached("control: before COMMIT");
            cache.Run("COMMIT");
            open = false;
            crash?.Reached("control: after COMMIT");
            return result;
        }
        finally
        {
            if (engine.IsLost(writer)) Dispose();
            else if (open) engine.RollBack(writer);
        }
    }

    // A connection that was lost while nobody used it (the server was restarted) costs nothing but a new one.
    private (DbConnection Connection, StatementCache Statements) Begin()
    {
        if (connection is not null && !engine.IsLost(connection))
        {
            try
            {
                statements!.Run(engine.BeginWrite);
                return (connection, statements);
            }
            catch (DbException) when (engine.IsLost(connection))
            {
                // Nothing was begun.
            }
        }

        Dispose();
        connection = engine.Connect(write: true);
        statements = new StatementCache(connection, engine.Dialect, crash);
        statements.Run(engine.BeginWrite);
        return (connection, statements);
    }
}
