using DuckDB.NET.Native;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.DuckDb;

/// <summary>Copies the vectors of one column into one array.</summary>
internal abstract unsafe class VectorCopy(string name, ColumnType type, Array values)
{
    private static readonly int LastDay = UnixDay.From(DateOnly.MaxValue);
    private static readonly long FirstMicros = InstantText.ToMicros(DateTime.MinValue);
    private static readonly long LastMicros = InstantText.ToMicros(DateTime.MaxValue);
    private static readonly Int128 MostDecimal = (Int128)decimal.MaxValue;

    private bool[]? missing;

    protected Array Values => values;

    /// <summary>The copier for a DuckDB type.</summary>
    public static VectorCopy For(string name, DuckDBLogicalType logical, int rows)
    {
        var type = NativeMethods.LogicalType.DuckDBGetTypeId(logical);
        return type switch
        {
            DuckDBType.Double => new Plain<double>(name, ColumnType.Double, rows, double.NaN),
            DuckDBType.Float => new Plain<float>(name, ColumnType.Float, rows, float.NaN),
            DuckDBType.BigInt => new Plain<long>(name, ColumnType.Long, rows, null),
            DuckDBType.Boolean => new Plain<bool>(name, ColumnType.Bool, rows, null),
            DuckDBType.Integer => new Mapped<int, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.SmallInt => new Mapped<short, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.TinyInt => new Mapped<sbyte, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.UnsignedInteger => new Mapped<uint, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.UnsignedSmallInt => new Mapped<ushort, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.UnsignedTinyInt => new Mapped<byte, long>(name, ColumnType.Long, rows, static v => v, null),
            DuckDBType.UnsignedBigInt =>
                new Mapped<ulong, long>(name, ColumnType.Long, rows, v => ToLong(name, v), null),
            DuckDBType.HugeInt => new Mapped<Int128, long>(name, ColumnType.Long, rows, v => ToLong(name, v), null),
            DuckDBType.Decimal => Decimal(name, logical, rows),
            DuckDBType.Date =>
                new Mapped<int, DateOnly>(name, ColumnType.Date, rows, v => ToDay(name, v), null),
            DuckDBType.Timestamp or DuckDBType.TimestampTz =>
                new Mapped<long, DateTime>(name, ColumnType.Instant, rows, v => ToInstant(name, v), null),
            DuckDBType.Varchar => new TextCopy(name, rows),
            DuckDBType.SqlNull => new TextCopy(name, rows),
            _ => throw new TradeMLException(
                ErrorKind.BadInput, $"Column '{name}' has the type {type}, which has no array here.", null,
                $"Write CAST({name} AS VARCHAR)."),
        };
    }

    /// <summary>Copies one vector of <paramref name="size"/> values to position <paramref name="start"/>.</summary>
    public void Copy(nint vector, int start, int size)
    {
        var validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        CopyValues((byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector), validity, start, size);
    }

    /// <summary>The finished column.</summary>
    public DuckColumn Finish() => new(name, type, values, missing);

    protected static bool IsNull(ulong* validity, int i) => (validity[i >> 6] >> (i & 63) & 1) == 0;

    protected abstract void CopyValues(byte* data, ulong* validity, int start, int size);

    protected void MarkMissing(int row) => (missing ??= new bool[values.Length])[row] = true;

    private static VectorCopy Decimal(string name, DuckDBLogicalType logical, int rows)
    {
        var scale = 1m;
        for (var i = 0; i < NativeMethods.LogicalType.DuckDBDecimalScale(logical); i++) scale *= 10;
        return NativeMethods.LogicalType.DuckDBDecimalInternalType(logical) switch
        {
            DuckDBType.SmallInt => new Mapped<short, decimal>(name, ColumnType.Decimal, rows, v => v / scale, null),
            DuckDBType.Integer => new Mapped<int, decimal>(name, ColumnType.Decimal, rows, v => v / scale, null),
            DuckDBType.BigInt => new Mapped<long, decimal>(name, ColumnType.Decimal, rows, v => v / scale, null),
            _ => new Mapped<Int128, decimal>(name, ColumnType.Decimal, rows, v => ToDecimal(name, v, scale), null),
        };
    }

    private static long ToLong(string name, Int128 value) => value >= long.MinValue && value <= long.MaxValue
        ? (long)value
        : throw Beyond(name, $"{value}, which is beyond 64 bits", "DOUBLE");

    private static decimal ToDecimal(string name, Int128 value, decimal scale) => Int128.Abs(value) <= MostDecimal
        ? (decimal)value / scale
        : throw Beyond(name, "a number of more than 28 digits", "DOUBLE");

    private static DateOnly ToDay(string name, int days) => days >= UnixDay.Undated && days <= LastDay
        ? UnixDay.ToDate(days)
        : throw Beyond(name, "a day outside the years 1 to 9999", "VARCHAR");

    private static DateTime ToInstant(string name, long micros) => micros >= FirstMicros && micros <= LastMicros
        ? InstantText.FromMicros(micros)
        : throw Beyond(name, "an instant outside the years 1 to 9999", "VARCHAR");

    private static TradeMLException Beyond(string name, string what, string type) =>
        new(ErrorKind.BadInput, $"Column '{name}' holds {what}.", null, $"Write CAST({Sql.Name(name)} AS {type}).");

    private sealed class Plain<T>(string name, ColumnType type, int rows, T? unknown) :
        VectorCopy(name, type, new T[rows]) where T : unmanaged
    {
        protected override void CopyValues(byte* data, ulong* validity, int start, int size)
        {
            var target = ((T[])Values).AsSpan(start, size);
            new ReadOnlySpan<T>(data, size).CopyTo(target);
            if (validity is null) return;
            for (var i = 0; i < size; i++)
            {
                if (!IsNull(validity, i)) continue;
                target[i] = unknown ?? default;
                if (unknown is null) MarkMissing(start + i);
            }
        }
    }

    private sealed class Mapped<TFrom, TTo>(string name, ColumnType type, int rows, Func<TFrom, TTo> map, TTo? unknown)
        : VectorCopy(name, type, new TTo[rows]) where TFrom : unmanaged where TTo : struct
    {
        protected override void CopyValues(byte* data, ulong* validity, int start, int size)
        {
            var source = new ReadOnlySpan<TFrom>(data, size);
            var target = ((TTo[])Values).AsSpan(start, size);
            for (var i = 0; i < size; i++)
            {
                if (validity is null || !IsNull(validity, i))
                {
                    target[i] = map(source[i]);
                    continue;
                }

                target[i] = unknown ?? default;
                if (unknown is null) MarkMissing(start + i);
            }
        }
    }
}
