using System.Data.Common;

namespace TradeML.Lake.Control;

/// <summary>A prepared statement of one transaction or reader: set values, run, again.</summary>
public sealed class PreparedStatement
{
    private readonly DbCommand command;
    private readonly DbParameter[] parameters;
    private readonly ICrashPoint? crash;
    private readonly string name;

    internal PreparedStatement(DbCommand command, ICrashPoint? crash, string name)
    {
        this.command = command;
        this.crash = crash;
        this.name = name;
        parameters = [.. command.Parameters.Cast<DbParameter>()];
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

    /// <summary>
    /// Sets the parameters and returns the first column of the first row, or null when there is no row or it is NULL.
    /// </summary>
    /// <param name="values">One value a parameter; null is NULL.</param>
    /// <returns>Whole numbers and truths (0 or 1) as long, other numbers as double, text as string, in either
    /// database.</returns>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        crash?.Reached("control: before " + name);
        var value = command.ExecuteScalar();
        crash?.Reached("control: after " + name);
        return value switch
        {
            long or string or double => value,
            null or DBNull => null,
            int i => (long)i,
            bool b => b ? 1L : 0L,
            decimal d => d.Scale == 0 ? (long)d : (double)d, // PostgreSQL's sums and averages of whole numbers
            _ => value,
        };
    }

    /// <summary>
    /// Sets the parameters and opens a reader over the rows; dispose it before anything else is done in the
    /// transaction.
    /// </summary>
    /// <param name="values">One value a parameter; null is NULL.</param>
    public DbDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        crash?.Reached("control: before " + name);
        return command.ExecuteReader();
    }

    internal void Close() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
