using Dapper;
using Microsoft.Data.Sqlite;

namespace TradeML.Lake.Control;

/// <summary>One consistent view of the control store: what was committed when the read began.</summary>
public sealed class ControlReader
{
    internal ControlReader(SqliteConnection connection) => Connection = connection;

    /// <summary>The connection, for readers that need columns without objects. It is in a read transaction and must not be closed.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The rows of a query.</summary>
    /// <typeparam name="T">A type whose constructor or properties are named for the columns, or a scalar.</typeparam>
    /// <param name="sql">A SELECT with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public IReadOnlyList<T> Query<T>(string sql, object? param = null) => Rows<T>(Connection, sql, param);

    // Read a row before the mapper looks at the columns: SQLite knows the types of computed columns only then.
    internal static List<T> Rows<T>(SqliteConnection connection, string sql, object? param)
    {
        using var reader = connection.ExecuteReader(sql, param);
        return reader.Parse<T>().ToList();
    }

    /// <summary>The first column of the first row, or default when there is none.</summary>
    /// <typeparam name="T">A scalar type.</typeparam>
    /// <param name="sql">A SELECT with named parameters.</param>
    /// <param name="param">An object whose properties are the parameters.</param>
    public T? Scalar<T>(string sql, object? param = null) => Connection.ExecuteScalar<T>(sql, param);
}
