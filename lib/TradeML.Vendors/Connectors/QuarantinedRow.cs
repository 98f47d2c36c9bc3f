namespace TradeML.Vendors.Connectors;

/// <summary>One row that was set aside at the border.</summary>
/// <param name="Reason">Why, as a short sentence.</param>
/// <param name="Symbol">Ticker it was for, or null.</param>
/// <param name="Date">Trading day it was for, or null when unknown.</param>
/// <param name="Content">The row as it came (JSON or CSV text).</param>
/// <param name="Place">Where it stood, for example <c>page 2, row 17</c> or a file with its line.</param>
public sealed record QuarantinedRow(string Reason, string? Symbol, DateOnly? Date, string Content, string Place);
