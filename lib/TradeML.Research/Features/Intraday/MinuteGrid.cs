namespace TradeML.Research.Features.Intraday;

/// <summary>
/// One session on a grid of its scheduled minutes, in the buffers of one thread. A minute without a bar keeps the last
/// price and has no volume; before the session's first bar everything is unknown, and so is the return of the first
/// bar: no value crosses into another session.
/// </summary>
internal sealed class MinuteGrid(int capacity)
{
    private readonly double[] logPrice = new double[capacity];
    private readonly double[] returns = new double[capacity];
    private readonly double[] volume = new double[capacity];
    private readonly double[] dollars = new double[capacity];
    private readonly double[] bulk = new double[capacity];
    private readonly double[] tick = new double[capacity];
    private readonly double[] mean = new double[capacity];

    /// <summary>Scheduled minutes of the session: 390, or 210 of a half-day.</summary>
    internal int Minutes { get; private set; }

    /// <summary>Minute of the first bar.</summary>
    internal int First { get; private set; }

    /// <summary>Number of bars.</summary>
    internal int Bars { get; private set; }

    /// <summary>Natural log of the last price.</summary>
    internal ReadOnlySpan<double> LogPrice => logPrice.AsSpan(0, Minutes);

    /// <summary>Log return of each minute; 0 without a bar.</summary>
    internal ReadOnlySpan<double> Returns => returns.AsSpan(0, Minutes);

    /// <summary>Shares of each minute.</summary>
    internal ReadOnlySpan<double> Volume => volume.AsSpan(0, Minutes);

    /// <summary>Mean price × shares of each minute.</summary>
    internal ReadOnlySpan<double> Dollars => dollars.AsSpan(0, Minutes);

    /// <summary>Signed shares by bulk volume classification.</summary>
    internal ReadOnlySpan<double> Bulk => bulk.AsSpan(0, Minutes);

    /// <summary>Signed shares by the tick rule.</summary>
    internal ReadOnlySpan<double> Tick => tick.AsSpan(0, Minutes);

    /// <summary>Room for intermediate results of a kernel.</summary>
    internal double[] Work { get; } = new double[capacity];

    /// <summary>More room.</summary>
    internal double[] Second { get; } = new double[capacity];

    /// <summary>More room.</summary>
    internal double[] Third { get; } = new double[capacity];

    internal void Load(MinuteSeries series, SessionBars bars)
    {
        Minutes = bars.Session.Minutes;
        Bars = bars.Count;
        var row = bars.First;
        First = MinuteOf(series, bars, row);
        foreach (var column in new[] { logPrice, returns, volume, dollars }) column.AsSpan(0, First).Fill(double.NaN);
        for (var minute = First; minute < Minutes; minute++)
        {
            if (row == bars.End || MinuteOf(series, bars, row) != minute)
            {
                (logPrice[minute], returns[minute], volume[minute], dollars[minute]) = (logPrice[minute - 1], 0, 0, 0);
                continue;
            }

            logPrice[minute] = Math.Log(series.Close[row]);
            returns[minute] = minute == First ? double.NaN : logPrice[minute] - logPrice[minute - 1];
            volume[minute] = series.Volume[row];
            dollars[minute] = series.Volume[row] * MeanPrice(series, row);
            row++;
        }

        OrderFlow.Classify(Returns, Volume, bulk.AsSpan(0, Minutes), tick.AsSpan(0, Minutes), mean);
    }

    internal static int MinuteOf(MinuteSeries series, SessionBars bars, int row) =>
        (int)((series.Start[row].Ticks - bars.Session.OpenUtc.Ticks) / TimeSpan.TicksPerMinute);

    private static double MeanPrice(MinuteSeries series, int row) =>
        series.Vwap is { } vwap && !double.IsNaN(vwap[row])
            ? vwap[row]
            : (series.High[row] + series.Low[row] + series.Close[row]) / 3;
}
