namespace TradeML.Data.Reference.Securities;

/// <summary>The end of a listing, as reference/delistings has it.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Day">First local day without trading.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">Source that won.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="KnownAt">When this lake learned of it (UTC).</param>
internal sealed record EndClaim(
    string Symbol, DateOnly Day, string Reason, string Source, int Priority, DateTime KnownAt);
