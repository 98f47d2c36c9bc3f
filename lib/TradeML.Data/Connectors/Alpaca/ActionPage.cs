namespace TradeML.Data.Connectors.Alpaca;

/// <summary>One parsed page of corporate actions.</summary>
/// <param name="Items">The actions in the order of the page.</param>
/// <param name="NextToken">Token of the next page, or null at the end.</param>
/// <param name="UnknownFields">Fields beside the known envelope.</param>
internal sealed record ActionPage(IReadOnlyList<ActionItem> Items, string? NextToken, long UnknownFields);
