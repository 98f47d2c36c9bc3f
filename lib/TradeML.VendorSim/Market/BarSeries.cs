namespace TradeML.VendorSim.Market;

/// <summary>
/// A contiguous run of one security's daily bars inside <see cref="BarColumns"/>; a view, nothing is copied.
/// </summary>
/// <param name="Columns">The arrays beneath.</param>
/// <param name="Start">First row in the arrays.</param>
/// <param name="Count">Number of rows.</param>
public readonly record struct BarSeries(BarColumns Columns, int Start, int Count)
{
    /// <summary>Session of bar <paramref name="i"/> (0 … Count−1), exchange-local.</summary>
    public DateOnly Date(int i) => DateOnly.FromDayNumber(Columns.Day[Start + i]);

    /// <summary>Opening price in dollars.</summary>
    public double Open(int i) => Columns.Open[Start + i];

    /// <summary>Highest price in dollars.</summary>
    public double High(int i) => Columns.High[Start + i];

    /// <summary>Lowest price in dollars.</summary>
    public double Low(int i) => Columns.Low[Start + i];

    /// <summary>Closing price in dollars.</summary>
    public double Close(int i) => Columns.Close[Start + i];

    /// <summary>Shares traded.</summary>
    public long Volume(int i) => Columns.Volume[Start + i];

    /// <summary>
    /// Volume-weighted price in dollars; a source without one answers the mean of high, low and close, which lies
    /// inside the bar.
    /// </summary>
    public double Vwap(int i)
    {
        var row = Start + i;
        return Columns.Vwap is { } known
            ? known[row]
            : Math.Round((Columns.High[row] + Columns.Low[row] + Columns.Close[row]) / 3, 6);
    }

    /// <summary>
    /// Number of trades; a source without one answers one trade per 150 shares, at least one when shares traded.
    /// </summary>
    public int Trades(int i)
    {
        var row = Start + i;
        if (Columns.Trades is { } known) return known[row];
        var volume = Columns.Volume[row];
        return volume == 0 ? 0 : (int)Math.Min(int.MaxValue, Math.Max(1, volume / 150));
    }

    /// <summary>The bars from one day to another, both inclusive.</summary>
    public BarSeries Between(DateOnly first, DateOnly last)
    {
        var from = LowerBound(first.DayNumber);
        var to = last == DateOnly.MaxValue ? Count : LowerBound(last.DayNumber + 1);
        return this with { Start = Start + from, Count = Math.Max(0, to - from) };
    }

    /// <summary>Number of bars before a day number: the index of the first bar on or after it.</summary>
    public int LowerBound(int dayNumber)
    {
        var found = Array.BinarySearch(Columns.Day, Start, Count, dayNumber);
        return (found < 0 ? ~found : found) - Start;
    }
}
