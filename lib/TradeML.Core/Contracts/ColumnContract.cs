namespace TradeML.Core.Contracts;

/// <summary>One column as its table's contract declares it.</summary>
/// <param name="Name">Column name, lower case with underscores.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Nullable">Whether a value may be missing. For <see cref="ColumnType.Double"/> and
/// <see cref="ColumnType.Float"/> missing is NaN.</param>
/// <param name="Unit">Unit of the values, for example <c>USD</c>, <c>shares</c>, <c>1</c>; null for text and
/// flags.</param>
/// <param name="Meaning">What the column says, in one sentence.</param>
/// <param name="Values">The values allowed, or null when any value of the type is.</param>
/// <param name="Minimum">The least value allowed for a number, or null.</param>
public sealed record ColumnContract(
    string Name, ColumnType Type, bool Nullable, string? Unit, string Meaning, IReadOnlyList<string>? Values = null,
    double? Minimum = null);
