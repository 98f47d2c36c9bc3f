namespace TradeML.VendorSim.Market.Macro;

/// <summary>
/// The par yield curve of each open day since 1990-01-02, in percent with two digits: three mean-reverting factors in
/// the form of Nelson and Siegel (1987) with the decay of Diebold and Li (2006). About one day in 250 is first
/// published with one wrong value, which is corrected the next open day.
/// </summary>
internal sealed class YieldCurve
{
    private const double Decay = 0.7308;
    private readonly double[][] values;
    private readonly Dictionary<int, (int Tenor, double Wrong)> slips = [];

    public YieldCurve(int seed)
    {
        var random = new SimulationRandom(seed, 4_100_000);
        var days = new List<DateOnly>();
        var rows = new List<double[]>();
        var (level, slope, curvature) = (5.2, -1.6, -0.4);
        for (var day = new DateOnly(1990, 1, 2); day <= BusinessDays.Last; day = day.AddDays(1))
        {
            if (!BusinessDays.IsOpen(day)) continue;
            level += (0.0009 * (4.4 - level)) + (0.045 * random.Normal());
            slope += (0.0015 * (-1.5 - slope)) + (0.05 * random.Normal());
            curvature += (0.003 * (-0.5 - curvature)) + (0.06 * random.Normal());
            rows.Add(
                [.. YieldTenor.All
                    .Select(tenor => Math.Max(0.01, Math.Round(Yield(tenor.Years, level, slope, curvature), 2)))]);
            if (random.Uniform() < 0.004)
            {
                var tenor = random.Below(YieldTenor.All.Count);
                slips[days.Count] = (tenor, Math.Round(rows[^1][tenor] + 0.01 + (0.01 * random.Below(5)), 2));
            }

            days.Add(day);
        }

        Days = days;
        values = [.. rows];
    }

    /// <summary>Open days in order.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Instant from which the values of a day are shown.</summary>
    public static DateTime Published(DateOnly day) => BusinessDays.Instant(day, new TimeOnly(16, 30));

    /// <summary>
    /// What is shown for a day at an instant after its publication; NaN where the maturity did not exist.
    /// </summary>
    public double Value(int index, int tenor, DateTime nowUtc) =>
        nowUtc < Published(BusinessDays.Next(Days[index])) ? First(index, tenor) : Last(index, tenor);

    /// <summary>The value first published.</summary>
    public double First(int index, int tenor) =>
        slips.TryGetValue(index, out var slip) && slip.Tenor == tenor && YieldTenor.All[tenor].Exists(Days[index])
            ? slip.Wrong
            : Last(index, tenor);

    /// <summary>The right value.</summary>
    public double Last(int index, int tenor) =>
        YieldTenor.All[tenor].Exists(Days[index]) ? values[index][tenor] : double.NaN;

    private static double Yield(double years, double level, double slope, double curvature)
    {
        var decayed = Math.Exp(-Decay * years);
        var loading = (1 - decayed) / (Decay * years);
        return level + (slope * loading) + (curvature * (loading - decayed));
    }
}
