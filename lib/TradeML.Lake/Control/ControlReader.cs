using System.Data.Common;
using Dapper;

namespace TradeML.Lake.Control;

/// <summary>One consistent view of the control store: what was committed when the read began.</summary>
public sealed class ControlReader : IDisposable
{
    private List<PreparedStatement>? statements;

    internal ControlReader(DbConnection connection, SqlDialect dialect, string node)
    {
        Node = node;
        Connection = connection;
        Dialect = dialect;
    }

    /// <summary>
    /// The connection, for readers that need columns without objects. It is in a read transaction and must not be
    /// closed.
    /// </summary>
    public DbConnection Connection { get; }

    /// <summary>Which SQL the database speaks, where the two differ.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The node that works on the store; empty where the store is the lake's own.</summary>
    public string Node { get; }

    /// <summary>The rows of a query.</summary>
    /// <typeparam name="T">A type whose constructor or properties are named for the columns, or a scalar.</typeparam>
    /// <param name="sql">A SELECT with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public IReadOnlyList<T> Query<T>(string sql, object? param = null) => Rows<T>(Connection, Dialect.Text(sql), param);

    // Read a row before the mapper looks at the columns: SQLite knows the types of computed columns only then.
    internal static List<T> Rows<T>(DbConnection connection, string sql, object? param)
    {
        using var reader = connection.ExecuteReader(sql, param);
        return reader.Parse<T>().ToList();
    }

    /// <summary>The first column of the first row, or default when there is none.</summary>
    /// <typeparam name="T">A scalar type.</typeparam>
    /// <param name="sql">A SELECT with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public T? Scalar<T>(string sql, object? param = null) => Connection.ExecuteScalar<T>(Dialect.Text(sql), param);

    /// <summary>
    /// Opens a reader over the rows of a query, for columns without objects; dispose it before anything else is read.
    /// </summary>
    /// <param name="sql">A SELECT with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public DbDataReader Read(string sql, object? param = null) =>
        (DbDataReader)Connection.ExecuteReader(Dialect.Text(sql), param);

    /// <summary>A statement for loops; it ends with the reader.</summary>
    /// <param name="sql">One SELECT with named parameters.</param>
    /// <param name="parameters">The parameters' names in the order in which values will be given, for example
    /// <c>@day</c>.</param>
    public PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var statement = StatementCache.Create(Connection, Dialect, sql, parameters, null);
        (statements ??= []).Add(statement);
        return statement;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in statements ?? []) statement.Close();
        statements = null;
    }
}
