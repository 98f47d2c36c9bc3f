namespace TradeML.Data.Reference.Securities;

/// <summary>A reason to believe that a security had left a ticker by a day.</summary>
internal sealed record TickerEnd(DateOnly Day, string Reason, string Source, DateTime KnownAt, TickerChange? Change);
