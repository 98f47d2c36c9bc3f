namespace TradeML.Data.Quality;

/// <summary>The verdicts of one table as a grid of bytes: key × session.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Dataset">Dataset it is audited for.</param>
/// <param name="Keys">Symbols or series, one a row.</param>
/// <param name="Days">Sessions, one a column, ascending; empty for a table without days, which has one column.</param>
/// <param name="Palette">What the bytes mean: byte <c>i + 1</c> is the state (0 RED, 1 AMBER, 2 GREEN) and code of
/// entry <c>i</c>; byte 0 is nothing expected.</param>
/// <param name="Cells">Row after row, <c>Keys × max(1, Days)</c> bytes.</param>
public sealed record HeatmapTable(
    string Table, string Dataset, IReadOnlyList<string> Keys, IReadOnlyList<DateOnly> Days,
    IReadOnlyList<(int State, string Code)> Palette, byte[] Cells);
