namespace TradeML.Vendors.Connectors.Bars;

/// <summary>One bar as a vendor sent it, unchecked.</summary>
/// <param name="Stamp">Its timestamp, UTC; default when missing or unreadable.</param>
/// <param name="Open">First price, USD; NaN when missing.</param>
/// <param name="High">Highest price, USD; NaN when missing.</param>
/// <param name="Low">Lowest price, USD; NaN when missing.</param>
/// <param name="Close">Last price, USD; NaN when missing.</param>
/// <param name="Volume">Shares; NaN when missing.</param>
/// <param name="Vwap">Volume-weighted price, USD; NaN when missing.</param>
/// <param name="Trades">Number of trades; NaN when missing.</param>
public readonly record struct VendorBar(
    DateTime Stamp, double Open, double High, double Low, double Close, double Volume, double Vwap, double Trades);
