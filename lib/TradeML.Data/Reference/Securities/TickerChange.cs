namespace TradeML.Data.Reference.Securities;

/// <summary>A security that changed its ticker.</summary>
/// <param name="Old">Ticker before.</param>
/// <param name="New">Ticker from <paramref name="Day"/> on.</param>
/// <param name="Day">First local day of the new ticker.</param>
/// <param name="Source">Source that won.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="KnownAt">When this lake learned of it (UTC).</param>
internal sealed record TickerChange(
    string Old, string New, DateOnly Day, string Source, int Priority, DateTime KnownAt);
