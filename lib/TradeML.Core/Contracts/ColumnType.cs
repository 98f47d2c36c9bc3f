namespace TradeML.Core.Contracts;

/// <summary>
/// The types a column of a table may have, and the .NET array that carries it in a <see cref="ColumnBatch"/>.
/// </summary>
public enum ColumnType
{
    /// <summary>Text: <c>string?[]</c>.</summary>
    Text,

    /// <summary>An exchange-local day: <see cref="DateOnly"/><c>[]</c> (nullable: <c>DateOnly?[]</c>).</summary>
    Date,

    /// <summary>
    /// A UTC instant: <see cref="DateTime"/><c>[]</c> of kind Utc, microsecond resolution (nullable:
    /// <c>DateTime?[]</c>).
    /// </summary>
    Instant,

    /// <summary>A 64-bit float; NaN means unknown and is stored as NULL: <c>double[]</c>.</summary>
    Double,

    /// <summary>A 32-bit float, feature matrices only; NaN means unknown: <c>float[]</c>.</summary>
    Float,

    /// <summary>A 64-bit integer: <c>long[]</c> (nullable: <c>long?[]</c>).</summary>
    Long,

    /// <summary>A truth value: <c>bool[]</c>.</summary>
    Bool,

    /// <summary>
    /// An exact decimal, for money and quantities of orders and fills, stored as DECIMAL(28,8): <c>decimal[]</c>
    /// (nullable: <c>decimal?[]</c>).
    /// </summary>
    Decimal,
}
