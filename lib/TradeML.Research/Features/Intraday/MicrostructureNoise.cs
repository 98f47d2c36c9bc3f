namespace TradeML.Research.Features.Intraday;

/// <summary>
/// What moves prices without news: noise from two scales (<see cref="TwoScale"/>) and the bounce between bid and ask
/// (Roll, 1984).
/// </summary>
internal static class MicrostructureNoise
{
    private const int Window = 60;
    private const string TwoScaleSource = "Zhang, Mykland and Aït-Sahalia (2005), JASA 100";
    private const string RollSource = "Roll (1984), Journal of Finance 39";

    /// <summary>Two-scale volatility of an hour.</summary>
    public static IntradayFeature Volatility { get; } = new()
    {
        Name = "tsrv_60", Family = "noise",
        Formula = "√(252 · 390 / 60 · max(0, TSRV)) of 60 one-minute returns, K = 5", Unit = "a year",
        Source = TwoScaleSource, WarmUp = Window,
        OfMinutes = (grid, result) =>
            OfWindows(grid, result,
                two =>
                    Math.Sqrt(ShortVolatility.Year * ShortVolatility.FullSession / Window * Math.Max(0, two.Variance))),
    };

    /// <summary>Noise of an hour.</summary>
    public static IntradayFeature Noise { get; } = new()
    {
        Name = "noise_60", Family = "noise",
        Formula = "√(max(0, RV1 − TSRV) / (2 · 60)) of 60 one-minute returns, K = 5", Unit = "log price",
        Source = TwoScaleSource,
        WarmUp = Window, OfMinutes = (grid, result) => OfWindows(grid, result, two => two.Noise),
    };

    /// <summary>Spread that the bounce of an hour implies.</summary>
    public static IntradayFeature Bounce { get; } = new()
    {
        Name = "roll_spread_60", Family = "noise",
        Formula = "2 √(max(0, −cov(r(m), r(m − 1)))) of 60 one-minute returns, cov over n − 1 pairs with n − 2",
        Unit = "fraction of price",
        Source = RollSource, WarmUp = Window, OfMinutes = Roll,
    };

    /// <summary>Two-scale volatility of the session.</summary>
    public static IntradayFeature DayVolatility { get; } = new()
    {
        Name = "tsrv", Family = "noise", Formula = "√(252 · max(0, TSRV)) of the session's one-minute returns, K = 5",
        Unit = "a year", Source = TwoScaleSource, WarmUp = 10,
        OfDay = grid => Math.Sqrt(ShortVolatility.Year * Math.Max(0, TwoScale.OfSession(grid).Variance)),
    };

    /// <summary>Noise of the session.</summary>
    public static IntradayFeature DayNoise { get; } = new()
    {
        Name = "noise", Family = "noise",
        Formula = "√(max(0, RV1 − TSRV) / 2n) of the session's one-minute returns, K = 5", Unit = "log price",
        Source = TwoScaleSource,
        WarmUp = 10, OfDay = grid => TwoScale.OfSession(grid).Noise,
    };

    /// <summary>Share of the session's realised variance that is noise.</summary>
    public static IntradayFeature DayNoiseShare { get; } = new()
    {
        Name = "noise_share", Family = "noise", Formula = "1 − TSRV / RV1 of the session's one-minute returns",
        Unit = "fraction", Source = TwoScaleSource, WarmUp = 10,
        OfDay = grid => 1 - (TwoScale.OfSession(grid).Variance / TwoScale.OfSession(grid).All),
    };

    /// <summary>Spread that the bounce of the session implies.</summary>
    public static IntradayFeature DayBounce { get; } = new()
    {
        Name = "roll_spread", Family = "noise",
        Formula = "2 √(max(0, −cov(r(m), r(m − 1)))) of the session's one-minute returns", Unit = "fraction of price",
        Source = RollSource,
        WarmUp = 3,
        OfDay = grid =>
        {
            var r = grid.Returns[Math.Min(grid.First + 1, grid.Minutes)..];
            double products = 0, later = 0, earlier = 0;
            for (var i = 1; i < r.Length; i++)
            {
                products += r[i] * r[i - 1];
                later += r[i];
                earlier += r[i - 1];
            }

            return r.Length < 3 ? double.NaN : Spread(products, later, earlier, r.Length - 1);
        },
    };

    private static void OfWindows(MinuteGrid grid, Span<double> result, Func<TwoScale, double> value)
    {
        TwoScale.OfWindows(grid, Window, grid.Work, grid.Second, grid.Third);
        for (var m = 0; m < grid.Minutes; m++) result[m] = value(new(grid.Work[m], grid.Second[m], Window));
    }

    private static void Roll(MinuteGrid grid, Span<double> result)
    {
        var products = grid.Work.AsSpan(0, grid.Minutes);
        var sums = grid.Second.AsSpan(0, grid.Minutes);
        var work = grid.Third.AsSpan(0, grid.Minutes);
        work[0] = double.NaN;
        for (var m = 1; m < work.Length; m++) work[m] = grid.Returns[m] * grid.Returns[m - 1];
        WindowSum.Compute(work, Window - 1, products);
        WindowSum.Compute(grid.Returns, Window - 1, sums);
        result[0] = double.NaN;
        for (var m = 1; m < work.Length; m++) result[m] = Spread(products[m], sums[m], sums[m - 1], Window - 1);
    }

    private static double Spread(double products, double later, double earlier, int pairs) =>
        2 * Math.Sqrt(Math.Max(0, -(products - (later * earlier / pairs)) / (pairs - 1)));
}
