using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.DuckDb;

/// <summary>Fills a temporary table from arrays, a vector at a time.</summary>
internal static unsafe class DuckTable
{
    private const int VectorSize = 2048;

    /// <summary>The statement that creates the table, still empty.</summary>
    public static string Creation(string name, IReadOnlyList<(string Name, Array Values)> columns)
    {
        var types = columns.Select(c => $"{Sql.Name(c.Name)} {Kind(c.Values).Sql}");
        return $"CREATE OR REPLACE TEMP TABLE {Sql.Name(name)} ({string.Join(", ", types)})";
    }

    /// <summary>Adds rows to it.</summary>
    public static void Append(
        DuckDBConnection connection, string name, IReadOnlyList<(string Name, Array Values)> columns)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Values.Length;
        if (columns.Any(c => c.Values.Length != rows))
            throw new TradeMLException(ErrorKind.Internal,
                $"The columns of temporary table '{name}' are not equally long.");
        if (rows == 0) return;
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, null!, name,
            out var appender) != DuckDBState.Success)
            throw new TradeMLException(ErrorKind.Internal, $"The temporary table '{name}' can't be filled.");
        using (appender)
        {
            var types = columns.Select(c => NativeMethods.LogicalType.DuckDBCreateLogicalType(Kind(c.Values).Type))
                .ToArray();
            using var chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk(
                types.Select(t => t.DangerousGetHandle()).ToArray(), (ulong)types.Length);
            for (var start = 0; start < rows; start += VectorSize)
            {
                var size = Math.Min(VectorSize, rows - start);
                NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
                for (var c = 0; c < columns.Count; c++)
                    Fill(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, c), columns[c].Values, start, size);
                _ = NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)size);
                Require(NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk), name);
            }

            Require(NativeMethods.Appender.DuckDBAppenderClose(appender), name);
            foreach (var type in types) type.Dispose();
        }
    }

    private static void Require(DuckDBState state, string name)
    {
        if (state != DuckDBState.Success)
            throw new TradeMLException(ErrorKind.Storage,
                $"The temporary table '{name}' can't be filled: memory or disk ran out.");
    }

    private static (string Sql, DuckDBType Type) Kind(Array values) => values switch
    {
        string?[] => ("VARCHAR", DuckDBType.Varchar),
        double[] => ("DOUBLE", DuckDBType.Double),
        float[] => ("FLOAT", DuckDBType.Float),
        long[] or long?[] => ("BIGINT", DuckDBType.BigInt),
        int[] => ("INTEGER", DuckDBType.Integer),
        bool[] => ("BOOLEAN", DuckDBType.Boolean),
        DateOnly[] or DateOnly?[] => ("DATE", DuckDBType.Date),
        DateTime[] or DateTime?[] => ("TIMESTAMPTZ", DuckDBType.TimestampTz),
        _ =>
            throw new TradeMLException(ErrorKind.Internal,
                $"No column of a temporary table is a {values.GetType().Name}."),
    };

    private static void Fill(nint vector, Array values, int start, int size)
    {
        switch (values)
        {
            case double[] a: Put(vector, a.AsSpan(start, size), static v => v, static v => double.IsNaN(v)); break;
            case float[] a: Put(vector, a.AsSpan(start, size), static v => v, static v => float.IsNaN(v)); break;
            case long[] a: Put(vector, a.AsSpan(start, size), static v => v, static _ => false); break;
            case int[] a: Put(vector, a.AsSpan(start, size), static v => v, static _ => false); break;
            case bool[] a: Put(vector, a.AsSpan(start, size), static v => v, static _ => false); break;
            case long?[] a: Put(vector, a.AsSpan(start, size), static v => v ?? 0, static v => v is null); break;
            case DateOnly[] a:
                Put(vector, a.AsSpan(start, size), static v => UnixDay.From(v), static _ => false); break;
            case DateOnly?[] a:
                Put(vector, a.AsSpan(start, size), static v => v is { } d ? UnixDay.From(d) : 0, static v => v is null);
                break;
            case DateTime[] a:
                Put(vector, a.AsSpan(start, size), static v => InstantText.ToMicros(v), static _ => false); break;
            case DateTime?[] a:
                Put(vector, a.AsSpan(start, size), static v => v is { } t ? InstantText.ToMicros(t) : 0,
                    static v => v is null); break;
            case string?[] a: PutTexts(vector, a.AsSpan(start, size)); break;
        }
    }

    private static void Put<TFrom, TTo>(
        nint vector, ReadOnlySpan<TFrom> values, Func<TFrom, TTo> map, Func<TFrom, bool> isNull) where TTo : unmanaged
    {
        var target = (TTo*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        for (var i = 0; i < values.Length; i++)
        {
            if (isNull(values[i])) SetNull(vector, i);
            else target[i] = map(values[i]);
        }
    }

    private static void PutTexts(nint vector, ReadOnlySpan<string?> values)
    {
        var buffer = new byte[256];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } text)
            {
                SetNull(vector, i);
                continue;
            }

            if (Encoding.UTF8.GetMaxByteCount(text.Length) > buffer.Length)
                buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
            var length = Encoding.UTF8.GetBytes(text, buffer);
            fixed (byte* bytes = &MemoryMarshal.GetArrayDataReference(buffer))
                NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)i, bytes, length);
        }
    }

    private static void SetNull(nint vector, int row)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(NativeMethods.Vectors.DuckDBVectorGetValidity(vector),
            (ulong)row, false);
    }
}
