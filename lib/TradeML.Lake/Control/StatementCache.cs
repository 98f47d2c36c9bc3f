using System.Data.Common;

namespace TradeML.Lake.Control;

/// <summary>
/// The prepared statements of one connection by their SQL: preparing anew would cost more than running.
/// </summary>
internal sealed class StatementCache(DbConnection connection, SqlDialect dialect, ICrashPoint? crash) : IDisposable
{
    private const int Limit = 256;
    private readonly Dictionary<string, PreparedStatement> statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DbCommand> bounds = new(StringComparer.Ordinal);

    public PreparedStatement Get(string sql, ReadOnlySpan<string> parameters)
    {
        if (statements.TryGetValue(sql, out var statement)) return statement;
        if (statements.Count >= Limit) Dispose();
        statement = Create(connection, dialect, sql, parameters, crash);
        statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs a statement that begins or ends a transaction.</summary>
    public void Run(string bound)
    {
        if (!bounds.TryGetValue(bound, out var command))
        {
            bounds.Add(bound, command = connection.CreateCommand());
#pragma warning disable CA2100 // A constant of the engine.
            command.CommandText = bound;
#pragma warning restore CA2100
        }

        command.ExecuteNonQuery();
    }

    public static PreparedStatement Create(
        DbConnection connection, SqlDialect dialect, string sql, ReadOnlySpan<string> parameters, ICrashPoint? crash)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the caller's own constant; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        // PostgreSQL's provider prepares by itself once it knows the values' types.
        if (!dialect.IsPostgres) command.Prepare();
        return new PreparedStatement(command, crash, crash is null ? "" : ControlTransaction.Head(sql));
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Close();
        statements.Clear();
        foreach (var command in bounds.Values) command.Dispose();
        bounds.Clear();
    }
}
