namespace TradeML.Data.Reference.Securities;

/// <summary>A ticker interval that the user's own file declares.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="SecurityId">Permanent id, or null for one of ours.</param>
/// <param name="Start">First local day, or null: since the first bar.</param>
/// <param name="End">First local day after it, or null while it lasts.</param>
/// <param name="Name">Company name.</param>
/// <param name="Exchange">Listing exchange.</param>
/// <param name="AssetClass">Class, for example CS or ETF.</param>
/// <param name="Cik">Central index key.</param>
/// <param name="KnownAt">When it became known (UTC).</param>
internal sealed record DeclaredInterval(
    string Symbol, string? SecurityId, DateOnly? Start, DateOnly? End, string? Name, string? Exchange,
    string? AssetClass, string? Cik, DateTime KnownAt);
