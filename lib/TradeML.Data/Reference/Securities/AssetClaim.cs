namespace TradeML.Data.Reference.Securities;

/// <summary>What one vendor's list says of one asset.</summary>
/// <param name="Source">Vendor, or <c>file</c>.</param>
/// <param name="Priority">Its priority; smaller wins.</param>
/// <param name="VendorId">The vendor's own id of the asset.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Name">Company name.</param>
/// <param name="Exchange">Listing exchange.</param>
/// <param name="AssetClass">Class as the vendor names it.</param>
/// <param name="Active">Whether the newest list shows it as active.</param>
/// <param name="Ipo">First trading day as stated.</param>
/// <param name="KnownAt">When this lake first saw it (UTC).</param>
internal sealed record AssetClaim(
    string Source, int Priority, string VendorId, string Symbol, string? Name, string? Exchange, string? AssetClass,
    bool Active, DateOnly? Ipo, DateTime KnownAt);
