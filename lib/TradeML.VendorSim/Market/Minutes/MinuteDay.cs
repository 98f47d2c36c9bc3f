namespace TradeML.VendorSim.Market.Minutes;

/// <summary>
/// The minute bars of one security on one session, made from its daily bar: the first open, highest high, lowest low
/// and last close are the day's, the volumes add up to it, and a minute without volume has no bar. A buffer to be
/// filled again and again; not thread-safe.
/// </summary>
internal sealed class MinuteDay
{
    /// <summary>Minutes of a full session.</summary>
    public const int FullSession = 390;

    /// <summary>Share of minutes in which one venue alone sees no trade, however liquid the security.</summary>
    private const double IexGaps = 0.006;

    private static readonly double[] FullShape = Shape(FullSession);
    private static readonly double[] HalfShape = Shape(210);

    private readonly double[] weight = new double[FullSession];

    public double[] Open { get; } = new double[FullSession];

    public double[] High { get; } = new double[FullSession];

    public double[] Low { get; } = new double[FullSession];

    public double[] Close { get; } = new double[FullSession];

    public double[] Vwap { get; } = new double[FullSession];

    public long[] Volume { get; } = new long[FullSession];

    public int[] Trades { get; } = new int[FullSession];

    /// <summary>Minutes of the session, with and without a bar.</summary>
    public int Minutes { get; private set; }

    /// <summary>Whether a minute has a bar.</summary>
    public bool Exists(int minute) => Volume[minute] > 0;

    /// <summary>Makes the bars of a session.</summary>
    /// <param name="bar">The day's bar, already cut to the feed.</param>
    /// <param name="key">Number of the security; the same key, day and bar give the same minutes.</param>
    /// <param name="minutes">Length of the session, 2 … 390.</param>
    /// <param name="oneVenue">Whether a small share of the minutes has no trade.</param>
    public void Fill(in DailyBar bar, ulong key, int minutes, bool oneVenue)
    {
        Minutes = minutes;
        var random = new MinuteRandom(key ^ ((ulong)bar.Day * 0x9E3779B97F4A7C15UL));
        var (top, bottom) = Walk(bar, ref random);
        Trade(bar, top, bottom, oneVenue, ref random);
    }

    /// <summary>
    /// Closes by Brownian bridges between open, high, low and close; ranges around them. Returns the minutes of the
    /// day's high and low.
    /// </summary>
    private (int Top, int Bottom) Walk(in DailyBar bar, ref MinuteRandom random)
    {
        var last = Minutes - 1;
        var top = bar.Open >= bar.High ? 0 : bar.Close >= bar.High ? last : random.Below(last);
        var bottom = bar.Open <= bar.Low ? 0 : bar.Close <= bar.Low ? last : random.Below(last);
        if (top == bottom && top < last)
            bottom = bar.Open <= bar.Low ? 0 : (top + 1 + random.Below(Math.Max(1, last - 1))) % last;
        var step = (bar.High - bar.Low) * 0.6 / Math.Sqrt(Minutes);
        var (early, late) = top < bottom ? (top, bottom) : (bottom, top);
        var from = -1;
        var price = bar.Open;
        Bridge(ref from, ref price, early, early == last ? bar.Close : early == top ? bar.High : bar.Low, step, bar,
            ref random);
        Bridge(ref from, ref price, late, late == last ? bar.Close : late == top ? bar.High : bar.Low, step, bar,
            ref random);
        Bridge(ref from, ref price, last, bar.Close, step, bar, ref random);
        var before = bar.Open;
        var span = step * 0.5;
        for (var i = 0; i < Minutes; i++)
        {
            var close = Close[i];
            Open[i] = before;
            High[i] = Math.Min(bar.High,
                Math.Max(Math.Max(before, close), Cents(Math.Max(before, close) + (span * random.Uniform()))));
            Low[i] = Math.Max(bar.Low,
                Math.Min(Math.Min(before, close), Cents(Math.Min(before, close) - (span * random.Uniform()))));
            before = close;
        }

        High[top] = bar.High;
        Low[bottom] = bar.Low;
        return (top, bottom);
    }

    private void Bridge(
        ref int from, ref double price, int to, double target, double step, in DailyBar bar, ref MinuteRandom random)
    {
        if (to <= from) return;
        var walk = 0.0;
        for (var i = from + 1; i <= to; i++)
        {
            walk += step * random.Noise();
            weight[i] = walk;
        }

        double length = to - from;
        var slope = (target - price - walk) / length;
        for (var i = from + 1; i < to; i++)
        {
            var close = Cents(price + (slope * (i - from)) + weight[i]);
            Close[i] = Math.Min(bar.High, Math.Max(bar.Low, close));
        }

        Close[to] = target;
        (from, price) = (to, target);
    }

    private void Trade(in DailyBar bar, int top, int bottom, bool oneVenue, ref MinuteRandom random)
    {
        var shape = Minutes == FullSession ? FullShape : Minutes == 210 ? HalfShape : Shape(Minutes);
        var last = Minutes - 1;
        var total = 0.0;
        for (var i = 0; i < Minutes; i++)
        {
            var noise = 1 + (0.55 * random.Noise());
            var silent = oneVenue && random.Uniform() < IexGaps && i != 0 && i != last && i != top && i != bottom;
            weight[i] = silent ? 0 : shape[i] * Math.Max(0.1, noise);
            total += weight[i];
        }

        // The minutes that make the day's prices trade at least one share.
        Volume.AsSpan(0, Minutes).Clear();
        var left = bar.Volume;
        foreach (var minute in (ReadOnlySpan<int>)[0, last, top, bottom])
        {
            if (left == 0 || Volume[minute] > 0) continue;
            Volume[minute] = 1;
            left--;
        }

        var (sum, given, trades, counted) = (0.0, 0L, Math.Max(bar.Trades, 1), 0L);
        for (var i = 0; i < Minutes; i++)
        {
            sum += weight[i];
            var share = i == last ? 1 : sum / total;
            var (goal, trading) = ((long)(left * share), (long)(trades * share));
            Volume[i] += goal - given;
            Trades[i] = (int)Math.Max(1, trading - counted);
            (given, counted) = (goal, trading);
            Vwap[i] = Math.Clamp(Math.Round((High[i] + Low[i] + Open[i] + Close[i]) * 0.25, 4), Low[i], High[i]);
        }
    }

    private static double Cents(double price) => Math.Round(price * 100) / 100;

    private static double[] Shape(int minutes)
    {
        var shape = new double[minutes];
        for (var i = 0; i < minutes; i++)
            shape[i] = VolumeShape.Cumulative((i + 1.0) / minutes) - VolumeShape.Cumulative((double)i / minutes);
        return shape;
    }
}
