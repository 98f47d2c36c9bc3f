using TradeML.Data.Settings;

namespace TradeML.Data.Quality.Rules;

/// <summary>The sound bars of one symbol in order of day, and what each looks like beside its neighbours.</summary>
internal sealed class BarHistory(
    BarColumns c, int[] rows, QcThresholds limits, IReadOnlyDictionary<DateOnly, DayEvents>? events)
{
    /// <summary>Sessions on each side whose median volume is compared.</summary>
    private const int VolumeWindow = 20;

    /// <summary>
    /// Least change of volume from one session to the next that is looked at: a change of scale begins with a jump.
    /// </summary>
    private const double VolumeStep = 8;

    private readonly double[] volumes = new double[VolumeWindow];
    private int run = 1, flat;

    /// <summary>The row of the k-th bar.</summary>
    public int Row(int k) => rows[k];

    /// <summary>The corporate actions of the bar's day, or null.</summary>
    public DayEvents? EventsOf(int k) => events?.GetValueOrDefault(c.Dates[rows[k]]);

    /// <summary>
    /// Whether the close leaves its neighbours, which agree with each other, by more than the limit: a bar that is
    /// wrong by itself.
    /// </summary>
    public bool IsLone(int k)
    {
        if (k + 1 >= rows.Length || EventsOf(k) is not null || EventsOf(k + 1) is not null) return false;
        var (before, here, after) = (c.Close[rows[k - 1]], c.Close[rows[k]], c.Close[rows[k + 1]]);
        var (away, apart) = (Math.Log(here / before), Math.Log(after / before));
        // The whole bar must be away: on a day of real panic some of the trading was still at the old price.
        var (top, bottom) = (c.High[rows[k]], c.Low[rows[k]]);
        var wholly = away > 0 ? bottom > Math.Max(before, after) : top < Math.Min(before, after);
        return Math.Abs(away) > limits.LoneBarLimit && Math.Abs(apart) < Math.Abs(away) / 4 && wholly;
    }

    /// <summary>
    /// Whether a corporate action of the day did not do to the price what it should have: the close lies nearer to
    /// where it was without the event, or a split left a rest that no day's trading makes.
    /// </summary>
    public bool IsEventMismatch(int k)
    {
        if (EventsOf(k) is not { IsSized: true } day) return false;
        var (before, here) = (c.Close[rows[k - 1]], c.Close[rows[k]]);
        var expected = day.Expected(before);
        if (double.IsNaN(expected)) return day.Cash > 0; // more was paid out than there was
        var (size, rest) = (Math.Abs(Math.Log(expected / before)), Math.Abs(Math.Log(here / expected)));
        if (size < limits.EventLimit) return false;
        if (rest > 0.6 * size && rest > limits.EventLimit) return true;
        if (day.Ratio == 1) return false;
        // One of the two alone fits: the same event was recorded as a split and as a distribution.
        var one = Math.Min(Math.Abs(Math.Log(here * day.Ratio / before)),
            day.Cash < before ? Math.Abs(Math.Log(here / (before - day.Cash))) : double.MaxValue);
        return rest > limits.SplitRest || (day.Cash > 0 && rest > limits.EventLimit && one < rest / 2);
    }

    /// <summary>
    /// Bars in a row up to this one that are equal in every price and in volume; ask for each k in turn.
    /// </summary>
    public int RunAt(int k, int maxGapDays) =>
        run = IsNear(k, maxGapDays) && c.SameBar(rows[k - 1], rows[k]) ? run + 1 : 1;

    /// <summary>
    /// Bars in a row up to this one whose high is their low and that all have one price; ask for each k in turn.
    /// </summary>
    public int FlatRunAt(int k, int maxGapDays)
    {
        if (!c.High[rows[k]].Equals(c.Low[rows[k]])) return flat = 0;
        return flat = IsNear(k, maxGapDays) && flat > 0 && c.Close[rows[k]].Equals(c.Close[rows[k - 1]]) ? flat + 1 : 1;
    }

    /// <summary>
    /// Whether volume is on another scale from this bar on: the history was spliced, or the unit has changed.
    /// </summary>
    public bool IsVolumeShift(int k)
    {
        if (k < VolumeWindow || k + VolumeWindow > rows.Length) return false;
        var step = c.Volume[rows[k]] / c.Volume[rows[k - 1]];
        if (step < VolumeStep && step > 1 / VolumeStep) return false;
        var split = (EventsOf(k)?.Ratio ?? 1) * (EventsOf(k - 1)?.Ratio ?? 1);
        var ratio = Median(k) / Median(k - VolumeWindow) / split;
        return ratio > limits.VolumeShift || ratio < 1 / limits.VolumeShift;
    }

    private bool IsNear(int k, int maxGapDays) =>
        k > 0 && c.Dates[rows[k]].DayNumber - c.Dates[rows[k - 1]].DayNumber <= maxGapDays;

    private double Median(int from)
    {
        for (var i = 0; i < VolumeWindow; i++) volumes[i] = c.Volume[rows[from + i]];
        Array.Sort(volumes);
        return Math.Max(1, volumes[VolumeWindow / 2]);
    }
}
