namespace TradeML.Data.Reference.Securities;

/// <summary>A reason to believe that a security took a ticker on a day.</summary>
internal sealed record TickerStart(
    DateOnly Day, StartBasis Basis, string Source, int Priority, DateTime KnownAt, TickerChange? Change);
