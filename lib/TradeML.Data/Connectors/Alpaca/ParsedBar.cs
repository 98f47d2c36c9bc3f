namespace TradeML.Data.Connectors.Alpaca;

/// <summary>One sound bar of a page.</summary>
/// <param name="Symbol">Index among the symbols asked for.</param>
/// <param name="Session">Session index of the calendar.</param>
/// <param name="Open">First price, USD.</param>
/// <param name="High">Highest price, USD.</param>
/// <param name="Low">Lowest price, USD.</param>
/// <param name="Close">Last price, USD.</param>
/// <param name="Volume">Shares.</param>
/// <param name="Vwap">Volume-weighted price, USD; NaN when absent.</param>
/// <param name="Trades">Number of trades; -1 when absent.</param>
/// <param name="Stamp">Timestamp as sent, UTC.</param>
internal readonly record struct ParsedBar(
    int Symbol, int Session, double Open, double High, double Low, double Close, double Volume, double Vwap, long Trades, DateTime Stamp);
