namespace TradeML.Store.Intraday;

/// <summary>The columns of a file of minute bars.</summary>
internal static class MinuteColumn
{
    internal const string Symbol = "symbol", Start = "ts", Vwap = "vwap", Open = "open";

    /// <summary>The numbers, in the order of <see cref="MinuteBatch.Numbers"/>; the last two are optional.</summary>
    internal static readonly string[] Numbers = ["high", "low", "close", "volume", Vwap, Open];

    /// <summary>The columns without which a file is refused.</summary>
    internal static readonly string[] Needed = [Symbol, Start, .. Numbers.Where(c => c is not (Vwap or Open))];
}
