using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>A column of texts; null is unknown.</summary>
internal sealed class TextColumn(ColumnContract contract) : SinkColumn(contract)
{
    private readonly Segments<string?> values = new();
    private string? current;

    public override void Set(string? value) => current = string.IsNullOrEmpty(value) ? null : value;

    private string? Fault() =>
        current is null ? Contract.Nullable ? null : Missing
        : Contract.Values is { } allowed && !allowed.Contains(current)
            ? $"{Contract.Name} is '{current}', not one of {string.Join(", ", allowed)}"
            : null;

    public override string? Push()
    {
        if (Fault() is { } fault) return fault;
        values.Add(current);
        Clear();
        return null;
    }

    public override void Clear() => current = null;

    public override void Truncate(int rows) => values.Truncate(rows);

    public override int Compare(int a, int b) =>
        ReferenceEquals(values[a], values[b]) ? 0 : string.CompareOrdinal(values[a], values[b]);

    public override Array Take(ReadOnlySpan<int> rows)
    {
        var array = new string?[rows.Length];
        for (var i = 0; i < rows.Length; i++) array[i] = values[rows[i]];
        return array;
    }

    public override string? Describe(int row) => values[row] is { } text ? $"{Contract.Name} {text}" : null;
}
