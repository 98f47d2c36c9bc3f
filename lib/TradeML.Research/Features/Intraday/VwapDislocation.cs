namespace TradeML.Research.Features.Intraday;

/// <summary>
/// How far the last trade lies from the volume-weighted average price. A bar's mean price is the vendor's VWAP, or
/// (high + low + close) / 3 where there is none.
/// </summary>
internal static class VwapDislocation
{
    private const int Window = 30;
    private const string Source =
        "Berkowitz, Logue and Noser (1988), Journal of Finance 43: VWAP as the reference price";

    /// <summary>From the session's VWAP so far.</summary>
    public static IntradayFeature SessionSoFar { get; } = new()
    {
        Name = "vwap_dislocation", Family = "vwap",
        Formula = "ln(p(m) / (Σ mean price · v / Σ v)), sums from the first bar to m", Unit = "log return",
        Source = Source,
        WarmUp = 0, OfMinutes = SoFar,
    };

    /// <summary>From the VWAP of the last 30 minutes.</summary>
    public static IntradayFeature LastHalfHour { get; } = new()
    {
        Name = "vwap_dislocation_30", Family = "vwap",
        Formula = "ln(p(m) / (Σ mean price · v / Σ v)), sums over 30 minutes", Unit = "log return", Source = Source,
        WarmUp = Window - 1, OfMinutes = OfWindow,
    };

    /// <summary>Of the session's last trade from its VWAP.</summary>
    public static IntradayFeature AtClose { get; } = new()
    {
        Name = "vwap_dislocation_close", Family = "vwap", Formula = "vwap_dislocation of the last minute",
        Unit = "log return", Source = Source, WarmUp = 0,
        OfDay = grid =>
        {
            SoFar(grid, grid.Third);
            return grid.Third[grid.Minutes - 1];
        },
    };

    /// <summary>Its mean size over the session.</summary>
    public static IntradayFeature MeanSize { get; } = new()
    {
        Name = "vwap_dislocation_abs", Family = "vwap",
        Formula = "mean of |vwap_dislocation| over the minutes from the first bar to the close", Unit = "log return",
        Source = Source, WarmUp = 0,
        OfDay = grid =>
        {
            SoFar(grid, grid.Third);
            double sum = 0;
            var known = 0;
            foreach (var value in grid.Third.AsSpan(grid.First..grid.Minutes))
            {
                if (double.IsNaN(value)) continue;
                sum += Math.Abs(value);
                known++;
            }

            return sum / known;
        },
    };

    private static void SoFar(MinuteGrid grid, Span<double> result)
    {
        double dollars = 0, shares = 0;
        result[..grid.First].Fill(double.NaN);
        for (var m = grid.First; m < grid.Minutes; m++)
        {
            dollars += grid.Dollars[m];
            shares += grid.Volume[m];
            result[m] = grid.LogPrice[m] - Math.Log(dollars / shares);
        }
    }

    private static void OfWindow(MinuteGrid grid, Span<double> result)
    {
        var dollars = grid.Work.AsSpan(0, grid.Minutes);
        var shares = grid.Second.AsSpan(0, grid.Minutes);
        WindowSum.Compute(grid.Dollars, Window, dollars);
        WindowSum.Compute(grid.Volume, Window, shares);
        for (var m = 0; m < grid.Minutes; m++) result[m] = grid.LogPrice[m] - Math.Log(dollars[m] / shares[m]);
    }
}
