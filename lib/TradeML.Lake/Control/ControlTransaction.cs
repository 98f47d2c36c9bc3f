using System.Data.Common;
using Dapper;

namespace TradeML.Lake.Control;

/// <summary>
/// The one write transaction of the control store. What it does becomes visible at once when it commits, or not at all.
/// </summary>
public sealed class ControlTransaction
{
    private readonly StatementCache statements;
    private readonly ICrashPoint? crash;

    internal ControlTransaction(
        DbConnection connection, SqlDialect dialect, string node, StatementCache statements, DateTime startedAtUtc,
        ICrashPoint? crash)
    {
        Node = node;
        Connection = connection;
        Dialect = dialect;
        this.statements = statements;
        this.crash = crash;
        StartedAtUtc = startedAtUtc;
    }

    /// <summary>
    /// The connection, for readers that need columns without objects. Statements that write go through the methods
    /// here.
    /// </summary>
    public DbConnection Connection { get; }

    /// <summary>Which SQL the database speaks, where the two differ.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The node that works on the store; empty where the store is the lake's own.</summary>
    public string Node { get; }

    /// <summary>The instant the transaction began (UTC), one for everything it writes.</summary>
    public DateTime StartedAtUtc { get; }

    /// <summary>Runs a statement (or several, separated by semicolons); returns the number of rows changed.</summary>
    /// <param name="sql">SQL with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public int Execute(string sql, object? param = null)
    {
        crash?.Reached("control: before " + Head(sql));
        var changed = Connection.Execute(Dialect.Text(sql), param);
        crash?.Reached("control: after " + Head(sql));
        return changed;
    }

    /// <summary>The rows of a query, or of a statement with RETURNING.</summary>
    /// <typeparam name="T">A type whose constructor or properties are named for the columns, or a scalar.</typeparam>
    /// <param name="sql">SQL with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public IReadOnlyList<T> Query<T>(string sql, object? param = null)
    {
        crash?.Reached("control: before " + Head(sql));
        var rows = ControlReader.Rows<T>(Connection, Dialect.Text(sql), param);
        crash?.Reached("control: after " + Head(sql));
        return rows;
    }

    /// <summary>The first column of the first row, or default when there is none.</summary>
    /// <typeparam name="T">A scalar type.</typeparam>
    /// <param name="sql">SQL with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public T? Scalar<T>(string sql, object? param = null)
    {
        crash?.Reached("control: before " + Head(sql));
        var value = Connection.ExecuteScalar<T>(Dialect.Text(sql), param);
        crash?.Reached("control: after " + Head(sql));
        return value;
    }

    /// <summary>A statement prepared once and kept for later transactions too; for loops.</summary>
    /// <param name="sql">One SQL statement with named parameters.</param>
    /// <param name="parameters">The parameters' names in the order in which values will be given, for example
    /// <c>@day</c>.</param>
    public PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters) =>
        statements.Get(sql, parameters);

    /// <summary>
    /// Lets each statement see what is committed when it runs, instead of one snapshot: for a transaction that begins
    /// by changing a row which all nodes change all the time, and so waits for it instead of failing. First in its
    /// transaction.
    /// </summary>
    public void SeeLatest()
    {
        if (Dialect.IsPostgres) Execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }

    /// <summary>
    /// Waits until no other node is changing what all nodes share (schema, calendar), and keeps others out until the
    /// end. First in its transaction.
    /// </summary>
    internal void LockShared()
    {
        // Not in the snapshot of the waiting's beginning: what the other node did must be seen.
        if (Dialect.IsPostgres)
            Execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(7203941)");
    }

    internal static string Head(string sql)
    {
        var text = sql.AsSpan().Trim();
        var end = text.IndexOfAny('\n', '(');
        return new string(text[..Math.Min(end < 0 ? text.Length : end, 48)].Trim());
    }
}
