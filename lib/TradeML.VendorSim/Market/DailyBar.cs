namespace TradeML.VendorSim.Market;

/// <summary>
/// One daily bar as a vendor sends it: revised, adjusted and cut to a feed as asked. Day is a day number, prices are
/// dollars.
/// </summary>
internal readonly record struct DailyBar(
    int Day, double Open, double High, double Low, double Close, double Vwap, long Volume, int Trades)
{
    /// <summary>Share of the consolidated volume that one venue sees.</summary>
    private const double IexShare = 0.025;

    public static DailyBar Of(BarSeries bars, int i) =>
        new(bars.Date(i).DayNumber, bars.Open(i), bars.High(i), bars.Low(i), bars.Close(i), bars.Vwap(i),
            bars.Volume(i), bars.Trades(i));

    /// <summary>What one venue saw of it.</summary>
    public DailyBar OnIex() => this with { Volume = (long)(Volume * IexShare), Trades = (int)(Trades * IexShare) };

    /// <summary>Prices by one factor, volume divided by the splits' one.</summary>
    public DailyBar Adjusted(double price, double split) => price == 1 && split == 1 ? this : this with
    {
        Open = Math.Round(Open * price, 4),
        High = Math.Round(High * price, 4),
        Low = Math.Round(Low * price, 4),
        Close = Math.Round(Close * price, 4),
        Vwap = Math.Round(Vwap * price, 6),
        Volume = (long)Math.Round(Volume / split),
    };

    /// <summary>
    /// The vendor's second thoughts: on one bar in fifty the close is 1 % higher, and the range follows.
    /// </summary>
    public DailyBar Revised()
    {
        if ((uint)(Day * 2654435761L) % 50 != 0) return this;
        var close = Math.Round(Close * 1.01, 2);
        return this with { Close = close, High = Math.Max(High, close) };
    }
}
