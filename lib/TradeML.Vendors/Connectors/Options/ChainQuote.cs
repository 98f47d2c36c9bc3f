using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Options;

/// <summary>One contract of a chain in the terms of raw/options_chain; NaN is unknown.</summary>
internal sealed record ChainQuote
{
    public required OccSymbol Contract { get; init; }

    public double Bid { get; init; } = double.NaN;

    public double Ask { get; init; } = double.NaN;

    public double BidSize { get; init; } = double.NaN;

    public double AskSize { get; init; } = double.NaN;

    public double Last { get; init; } = double.NaN;

    public double Volume { get; init; } = double.NaN;

    public double OpenInterest { get; init; } = double.NaN;

    /// <summary>0.2 is 20 %.</summary>
    public double ImpliedVolatility { get; init; } = double.NaN;

    public JsonItem? Greeks { get; init; }

    public DateTime? QuoteAt { get; init; }

    /// <summary>
    /// Adds the contract; a side without a price has no quote, and what no option can have is unknown.
    /// </summary>
    public void AddTo(RowSink sink, string underlier, DateOnly day, string content)
    {
        double Greek(string name) => Greeks?.Number(name) ?? double.NaN;
        if (Bid > Ask && Ask > 0) sink.Spoil("the bid is above the offer");
        sink.Set("date", day).Set("underlier", underlier).Set("contract", Contract.ToString())
            .Set("expiry", Contract.Expiry).Set("strike", Contract.Strike)
            .Set("cp_flag", Contract.CallPut.ToString()).Set("bid", Price(Bid)).Set("ask", Price(Ask))
            .Set("bid_size", BidSize).Set("ask_size", AskSize)
            .Set("last", Price(Last)).Set("volume", Volume).Set("open_interest", OpenInterest)
            .Set("implied_volatility", ImpliedVolatility > 0 ? ImpliedVolatility : double.NaN)
            .Set("delta", Greek("delta")).Set("gamma", Greek("gamma")).Set("theta", Greek("theta"))
            .Set("vega", Greek("vega"))
            .Set("quote_ts", QuoteAt).Set("vendor_ts", QuoteAt).Add(underlier, day, content);
    }

    private static double Price(double value) => value == 0 ? double.NaN : value;
}
