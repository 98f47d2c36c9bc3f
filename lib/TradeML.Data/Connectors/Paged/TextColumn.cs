using TradeML.Core.Contracts;

namespace TradeML.Data.Connectors.Paged;

/// <summary>A column of texts; null is unknown.</summary>
internal sealed class TextColumn(ColumnContract contract) : SinkColumn(contract)
{
    private readonly List<string?> values = [];
    private string? current;

    public override void Set(string? value) => current = string.IsNullOrEmpty(value) ? null : value;

    public override string? Fault() =>
        current is null ? Contract.Nullable ? null : Missing
        : Contract.Values is { } allowed && !allowed.Contains(current) ? $"{Contract.Name} is '{current}', not one of {string.Join(", ", allowed)}" : null;

    public override void Push() => values.Add(current);

    public override void Clear() => current = null;

    public override void Truncate(int rows) => values.RemoveRange(rows, values.Count - rows);

    public override int Compare(int a, int b) => ReferenceEquals(values[a], values[b]) ? 0 : string.CompareOrdinal(values[a], values[b]);

    public override Array Take(ReadOnlySpan<int> rows)
    {
        var array = new string?[rows.Length];
        for (var i = 0; i < rows.Length; i++) array[i] = values[rows[i]];
        return array;
    }

    public override string? Describe(int row) => values[row] is { } text ? $"{Contract.Name} {text}" : null;
}
