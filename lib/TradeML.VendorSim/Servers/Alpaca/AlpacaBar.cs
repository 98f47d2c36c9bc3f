using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>One bar as it goes over the wire: adjusted and cut to the feed as asked.</summary>
internal readonly record struct AlpacaBar(int Day, double Open, double High, double Low, double Close, double Vwap, long Volume, int Trades)
{
    /// <summary>Share of the consolidated volume that one venue sees.</summary>
    private const double IexShare = 0.025;

    public static AlpacaBar Of(BarSeries bars, int i, AlpacaBarQuery query, AdjustmentFactors factors, int security)
    {
        var bar = new AlpacaBar(bars.Date(i).DayNumber, bars.Open(i), bars.High(i), bars.Low(i), bars.Close(i), bars.Vwap(i), bars.Volume(i), bars.Trades(i));
        if (query.Feed == "iex") bar = bar with { Volume = (long)(bar.Volume * IexShare), Trades = (int)(bar.Trades * IexShare) };
        if (query.Adjustment == "raw") return bar;
        var split = query.Adjustment == "dividend" ? 1 : factors.Split(security, bar.Day, query.Visible);
        var price = split * (query.Adjustment == "split" ? 1 : factors.Dividend(security, bar.Day, query.Visible));
        return bar with
        {
            Open = Math.Round(bar.Open * price, 4),
            High = Math.Round(bar.High * price, 4),
            Low = Math.Round(bar.Low * price, 4),
            Close = Math.Round(bar.Close * price, 4),
            Vwap = Math.Round(bar.Vwap * price, 6),
            Volume = (long)Math.Round(bar.Volume / split),
        };
    }

    /// <summary>The vendor's second thoughts: on one bar in fifty the close is 1 % higher, and the range follows.</summary>
    public AlpacaBar Revised()
    {
        if ((uint)(Day * 2654435761L) % 50 != 0) return this;
        var close = Math.Round(Close * 1.01, 2);
        return this with { Close = close, High = Math.Max(High, close) };
    }
}
