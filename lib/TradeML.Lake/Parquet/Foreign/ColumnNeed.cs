namespace TradeML.Lake.Parquet.Foreign;

/// <summary>A column that is read from the user's file.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Required">Whether a file without it is refused.</param>
public sealed record ColumnNeed(string Name, CellKind Kind, bool Required = true);
