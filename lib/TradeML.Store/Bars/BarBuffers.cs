namespace TradeML.Store.Bars;

/// <summary>Arrays that take rows of a file of bars; null for a column that is not wanted.</summary>
/// <param name="Days">Day numbers.</param>
/// <param name="Names">The texts of <c>symbol</c> and of each category.</param>
/// <param name="Codes">Codes of <c>symbol</c> and of each category.</param>
/// <param name="Numbers">The numeric columns.</param>
internal sealed record BarBuffers(int[]? Days, TextCodes[] Names, int[]?[] Codes, double[]?[] Numbers);
