using Microsoft.Data.Sqlite;

namespace TradeML.Lake.Control;

/// <summary>The prepared statements of the writer connection by their SQL: preparing anew would cost more than running.</summary>
internal sealed class StatementCache(SqliteConnection connection) : IDisposable
{
    private const int Limit = 256;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public SqliteCommand Get(string sql, ReadOnlySpan<string> parameters)
    {
        if (commands.TryGetValue(sql, out var command)) return command;
        if (commands.Count >= Limit) Dispose();
#pragma warning disable CA2100 // The text is the caller's own constant; values travel as parameters.
        command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        commands.Add(sql, command);
        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        commands.Clear();
    }
}
