using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>A column of longs, days, instants or truth values; null is unknown.</summary>
internal sealed class ValueColumn<T>(ColumnContract contract) : SinkColumn(contract)
    where T : struct, IComparable<T>
{
    private readonly Segments<T?> values = new();
    private T? current;

    public override void Set(double value)
    {
        if (typeof(T) != typeof(long)) base.Set(value);
        else current = Math.Abs(value) < 9e18 && Math.Floor(value) == value ? (T)(object)(long)value : null;
    }

    public override void Set(long? value) => Assign(value);

    public override void Set(DateOnly? value) => Assign(value);

    public override void Set(DateTime? value) =>
        Assign(value?.AddTicks(-(value.Value.Ticks % TimeSpan.TicksPerMicrosecond)));

    public override void Set(bool value) => Assign<bool>(value);

    private string? Fault() =>
        current is not { } value ? Contract.Nullable ? null : Missing
        : value is DateTime { Kind: not DateTimeKind.Utc } ? $"{Contract.Name} is not an instant in UTC"
        : value is long number && number < Contract.Minimum ? $"{Contract.Name} is below {Contract.Minimum}" : null;

    public override string? Push()
    {
        if (Fault() is { } fault) return fault;
        values.Add(current);
        Clear();
        return null;
    }

    public override void Clear() => current = null;

    public override void Truncate(int rows) => values.Truncate(rows);

    public override int Compare(int a, int b) => (values[a], values[b]) switch
    {
        ({ } x, { } y) => x.CompareTo(y),
        (null, null) => 0,
        (null, _) => -1,
        _ => 1,
    };

    public override Array Take(ReadOnlySpan<int> rows)
    {
        if (Contract.Nullable && typeof(T) != typeof(bool))
        {
            var nullable = new T?[rows.Length];
            for (var i = 0; i < rows.Length; i++) nullable[i] = values[rows[i]];
            return nullable;
        }

        var array = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) array[i] = values[rows[i]].GetValueOrDefault();
        return array;
    }

    public T? this[int row] => values[row];

    public override string? Describe(int row) => values[row] switch
    {
        null => null,
        DateTime instant => $"{Contract.Name} {instant:yyyy-MM-ddTHH:mm:ssZ}",
        DateOnly day => $"{Contract.Name} {day:yyyy-MM-dd}",
        var value => $"{Contract.Name} {value}",
    };

    private void Assign<TValue>(TValue? value)
        where TValue : struct
    {
        if (typeof(TValue) != typeof(T)) throw Wrong(typeof(TValue).Name);
        current = value is { } known ? (T)(object)known : null;
    }
}
