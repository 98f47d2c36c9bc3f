namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Realised volatility of one-minute log returns (Andersen and Bollerslev, 1998), as if every session of a year's 252
/// had 390 such minutes.
/// </summary>
internal static class ShortVolatility
{
    /// <summary>Minutes of a full session.</summary>
    internal const int FullSession = 390;

    /// <summary>Sessions of a year.</summary>
    internal const double Year = 252;

    private const string Source = "Andersen and Bollerslev (1998), International Economic Review 39";

    /// <summary>Of 10 minutes.</summary>
    public static IntradayFeature TenMinutes { get; } = OfWindow(10);

    /// <summary>Of 30 minutes.</summary>
    public static IntradayFeature HalfHour { get; } = OfWindow(30);

    /// <summary>Of the session, from one-minute returns.</summary>
    public static IntradayFeature Session { get; } = new()
    {
        Name = "rvol_1m", Family = "volatility",
        Formula = "√(252 Σ r²) from the first bar to the close, without the night", Unit = "a year", Source = Source,
        WarmUp = 1,
        OfDay = grid => Math.Sqrt(Year * TwoScale.OfSession(grid).All),
    };

    /// <summary>Of the session, from five-minute returns.</summary>
    public static IntradayFeature SessionFiveMinutes { get; } = new()
    {
        Name = "rvol_5m", Family = "volatility",
        Formula = "√(252 · mean over the five grids of Σ (ln p(m) − ln p(m − 5))²)", Unit = "a year",
        Source = "Zhang, Mykland and Aït-Sahalia (2005), JASA 100: the second-best estimator", WarmUp = 10,
        OfDay = grid => Math.Sqrt(Year * TwoScale.OfSession(grid).Sparse),
    };

    private static IntradayFeature OfWindow(int window) => new()
    {
        Name = $"rvol_{window}", Family = "volatility",
        Formula = $"√(252 · 390 / {window} · Σ r²) over {window} minutes", Unit = "a year", Source = Source,
        WarmUp = window,
        OfMinutes = (grid, result) =>
        {
            var squares = grid.Work.AsSpan(0, grid.Minutes);
            for (var m = 0; m < squares.Length; m++) squares[m] = grid.Returns[m] * grid.Returns[m];
            WindowSum.Compute(squares, window, result);
            var scale = Year * FullSession / window;
            for (var m = 0; m < squares.Length; m++) result[m] = Math.Sqrt(result[m] * scale);
        },
    };
}
