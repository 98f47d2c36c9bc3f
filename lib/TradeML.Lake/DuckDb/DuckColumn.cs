using TradeML.Core.Contracts;

namespace TradeML.Lake.DuckDb;

/// <summary>One column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Values">Its values; NULL is NaN, null text, or the type's default.</param>
/// <param name="Missing">Which values are NULL, or null when none is (always null for numbers with NaN and for
/// texts).</param>
internal sealed record DuckColumn(string Name, ColumnType Type, Array Values, bool[]? Missing);
