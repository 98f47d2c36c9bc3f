using Microsoft.Data.Sqlite;

namespace TradeML.Lake.Control;

/// <summary>A prepared statement of one transaction: set values, run, again.</summary>
public sealed class PreparedStatement
{
    private readonly SqliteCommand command;
    private readonly ICrashPoint? crash;
    private readonly string name;

    internal PreparedStatement(SqliteCommand command, ICrashPoint? crash, string name)
    {
        this.command = command;
        this.crash = crash;
        this.name = name;
    }

    /// <summary>Sets the parameters in their order and runs; returns the number of rows changed.</summary>
    /// <param name="values">One value a parameter; null is NULL.</param>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        crash?.Reached("control: before " + name);
        var changed = command.ExecuteNonQuery();
        crash?.Reached("control: after " + name);
        return changed;
    }

    /// <summary>Sets the parameters and returns the first column of the first row, or null when there is no row or it is NULL.</summary>
    /// <param name="values">One value a parameter; null is NULL.</param>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        crash?.Reached("control: before " + name);
        var value = command.ExecuteScalar();
        crash?.Reached("control: after " + name);
        return value is DBNull ? null : value;
    }

    /// <summary>Sets the parameters and opens a reader over the rows; dispose it before anything else is done in the transaction.</summary>
    /// <param name="values">One value a parameter; null is NULL.</param>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        crash?.Reached("control: before " + name);
        return command.ExecuteReader();
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
