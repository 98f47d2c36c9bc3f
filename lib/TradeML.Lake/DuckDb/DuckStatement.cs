using DuckDB.NET.Data;
using DuckDB.NET.Native;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.DuckDb;

/// <summary>A prepared statement whose result is read by the chunk instead of by the value.</summary>
internal sealed class DuckStatement : IDisposable
{
    private readonly DuckDBPreparedStatement statement;

    private DuckStatement(DuckDBPreparedStatement statement) => this.statement = statement;

    public static DuckStatement Prepare(DuckDBConnection connection, string sql)
    {
        var state = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out var statement);
        if (state == DuckDBState.Success) return new DuckStatement(statement);
        using (statement)
            throw DuckFault.Translate(DuckDBErrorType.Invalid,
                NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
    }

    public void Bind(ReadOnlySpan<object?> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
            if (Bind(i + 1, parameters[i]) != DuckDBState.Success)
                throw new TradeMLException(ErrorKind.BadInput,
                    $"The query has no parameter {i + 1}, or it takes no {parameters[i]?.GetType().Name ?? "NULL"}.");
    }

    public DuckColumns Execute()
    {
        var state = NativeMethods.PreparedStatements.DuckDBExecutePrepared(statement, out var result);
        try
        {
            if (state != DuckDBState.Success)
                throw DuckFault.Translate(
                    NativeMethods.Query.DuckDBResultErrorType(ref result),
                    NativeMethods.Query.DuckDBResultError(ref result));
            return ChunkReader.Read(ref result);
        }
        finally
        {
            result.Close();
        }
    }

    public void Dispose() => statement.Dispose();

    private DuckDBState Bind(long index, object? value) => value switch
    {
        null => NativeMethods.PreparedStatements.DuckDBBindNull(statement, index),
        bool v => NativeMethods.PreparedStatements.DuckDBBindBoolean(statement, index, v),
        int v => NativeMethods.PreparedStatements.DuckDBBindInt32(statement, index, v),
        long v => NativeMethods.PreparedStatements.DuckDBBindInt64(statement, index, v),
        double v => NativeMethods.PreparedStatements.DuckDBBindDouble(statement, index, v),
        string v => NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, index, v),
        DateOnly v =>
            NativeMethods.PreparedStatements.DuckDBBindDate(statement, index,
                new DuckDBDate { Days = UnixDay.From(v) }),
        DateTime v => NativeMethods.PreparedStatements.DuckDBBindTimestamp(
            statement, index, new DuckDBTimestampStruct { Micros = InstantText.ToMicros(v) }),
        _ => throw new TradeMLException(ErrorKind.Internal, $"A query parameter can't be a {value.GetType().Name}."),
    };
}
