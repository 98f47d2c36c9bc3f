namespace TradeML.Lake.Control;

/// <summary>One forward step of the control store's schema.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Name">The file's name without number and extension.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Number, string Name, string Sql);
