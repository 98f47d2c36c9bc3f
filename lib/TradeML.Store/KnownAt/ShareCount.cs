namespace TradeML.Store.KnownAt;

/// <summary>What somebody stated of the shares outstanding on a day, of one symbol.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Known">Instant from which it was known (UTC).</param>
/// <param name="Day">Day that it speaks of.</param>
/// <param name="Value">The count; of a market value USD.</param>
/// <param name="IsMarketValue">Whether it is a market value, to be divided by the raw close of its day.</param>
public sealed record ShareCount(
    string Symbol, DateTime Known, DateOnly Day, double Value, bool IsMarketValue = false);
