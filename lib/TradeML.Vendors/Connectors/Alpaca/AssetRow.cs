namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>One asset of the vendor's list.</summary>
/// <param name="Id">The vendor's permanent id.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Name">Company name or null.</param>
/// <param name="Exchange">Exchange or null.</param>
/// <param name="AssetClass">Asset class or null.</param>
/// <param name="Status"><c>active</c> or <c>inactive</c>.</param>
/// <param name="Tradable">Whether the vendor lets it trade.</param>
internal sealed record AssetRow(
    string Id, string Symbol, string? Name, string? Exchange, string? AssetClass, string Status, bool Tradable);
