using System.Globalization;
using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>A column of doubles; NaN is unknown.</summary>
internal sealed class DoubleColumn(ColumnContract contract) : SinkColumn(contract)
{
    private readonly double minimum = contract.Minimum ?? double.NegativeInfinity;
    private readonly Segments<double> values = new();
    private double current = double.NaN;

    public override void Set(double value) => current = value;

    public override void Set(long? value) => current = value ?? double.NaN;

    private string? Fault() =>
        double.IsNaN(current) ? Contract.Nullable ? null : Missing
        : double.IsInfinity(current) ? $"{Contract.Name} is not finite"
        : current < minimum ? string.Create(CultureInfo.InvariantCulture, $"{Contract.Name} is below {minimum}") : null;

    public override string? Push()
    {
        if (Fault() is { } fault) return fault;
        values.Add(current);
        Clear();
        return null;
    }

    public override void Clear() => current = double.NaN;

    public override void Truncate(int rows) => values.Truncate(rows);

    public override int Compare(int a, int b) => values[a].CompareTo(values[b]);

    public override Array Take(ReadOnlySpan<int> rows)
    {
        var array = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) array[i] = values[rows[i]];
        return array;
    }

    public override string? Describe(int row) =>
        double.IsNaN(values[row])
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{Contract.Name} {values[row]:R}");
}
