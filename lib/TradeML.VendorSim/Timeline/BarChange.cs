using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Timeline;

/// <summary>Copies of bars with other prices.</summary>
internal static class BarChange
{
    /// <summary>Prices of the revision's days by its factor, in cents.</summary>
    public static BarSeries Revise(BarSeries bars, Revision revision)
    {
        var (columns, from, to) = (Copy(bars), bars.LowerBound(revision.First.DayNumber),
            bars.LowerBound(revision.Last.DayNumber + 1));
        for (var i = from; i < to; i++) Scale(columns, i, revision.Factor, 1);
        return new BarSeries(columns, 0, bars.Count);
    }

    /// <summary>Prices from the ex-date on divided by the ratio, volumes multiplied.</summary>
    public static BarSeries Split(BarSeries bars, DateOnly exDate, double ratio)
    {
        var columns = Copy(bars);
        for (var i = bars.LowerBound(exDate.DayNumber); i < bars.Count; i++) Scale(columns, i, 1 / ratio, ratio);
        return new BarSeries(columns, 0, bars.Count);
    }

    private static void Scale(BarColumns columns, int i, double price, double shares)
    {
        columns.Open[i] = Cents(columns.Open[i] * price);
        columns.High[i] = Cents(columns.High[i] * price);
        columns.Low[i] = Cents(columns.Low[i] * price);
        columns.Close[i] = Cents(columns.Close[i] * price);
        columns.Vwap![i] = Math.Clamp(Math.Round(columns.Vwap[i] * price, 4), columns.Low[i], columns.High[i]);
        columns.Volume[i] = (long)Math.Round(columns.Volume[i] * shares);
    }

    private static double Cents(double price) => Math.Max(0.01, Math.Round(price, 2));

    private static BarColumns Copy(BarSeries bars)
    {
        var count = bars.Count;
        var source = bars.Columns;
        return new BarColumns
        {
            Day = source.Day.AsSpan(bars.Start, count).ToArray(),
            Open = source.Open.AsSpan(bars.Start, count).ToArray(),
            High = source.High.AsSpan(bars.Start, count).ToArray(),
            Low = source.Low.AsSpan(bars.Start, count).ToArray(),
            Close = source.Close.AsSpan(bars.Start, count).ToArray(),
            Volume = source.Volume.AsSpan(bars.Start, count).ToArray(),
            Vwap = [.. Enumerable.Range(0, count).Select(bars.Vwap)],
            Trades = [.. Enumerable.Range(0, count).Select(bars.Trades)],
        };
    }
}
