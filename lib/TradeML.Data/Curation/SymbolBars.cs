namespace TradeML.Data.Curation;

/// <summary>
/// The raw daily bars of one symbol that enter the curated table, by day, as views into the arrays of a query.
/// </summary>
internal sealed class SymbolBars(
    string symbol, ReadOnlyMemory<DateOnly> days, ReadOnlyMemory<double>[] prices, ReadOnlyMemory<string?> sources)
{
    /// <summary>Index of the close among <see cref="Values"/>: open, high, low, close, volume, vwap.</summary>
    public const int Close = 3;

    public string Symbol { get; } = symbol;

    public ReadOnlyMemory<DateOnly> Days { get; } = days;

    /// <summary>Open, high, low, close, volume and vwap.</summary>
    public ReadOnlyMemory<double>[] Values { get; } = prices;

    public ReadOnlyMemory<string?> Sources { get; } = sources;
}
