namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Two-scale realised variance (Zhang, Mykland and Aït-Sahalia, 2005): with n one-minute returns, the mean over the K =
/// 5 grids of five-minute returns, less what microstructure noise adds to it, with the small-sample factor of their eq.
/// 64: <c>TSRV = (RV5 − n̄/n · RV1) / (1 − n̄/n)</c>, n̄ = (n − K + 1) / K. Noise: E[ε²] = (RV1 − TSRV) / 2n.
/// </summary>
/// <param name="All">RV1: sum of squared one-minute returns.</param>
/// <param name="Sparse">RV5: mean over the grids.</param>
/// <param name="Count">n.</param>
internal readonly record struct TwoScale(double All, double Sparse, int Count)
{
    internal const int Scale = 5;

    internal double Variance
    {
        get
        {
            var share = (Count - Scale + 1) / (double)Scale / Count;
            return (Sparse - (share * All)) / (1 - share);
        }
    }

    /// <summary>
    /// Standard deviation of the noise in the log price; 0 when the estimate of its variance is negative.
    /// </summary>
    internal double Noise => Math.Sqrt(Math.Max(0, (All - Variance) / (2 * Count)));

    internal static TwoScale OfSession(MinuteGrid grid)
    {
        double all = 0, sparse = 0;
        for (var m = grid.First + 1; m < grid.Minutes; m++) all += grid.Returns[m] * grid.Returns[m];
        for (var m = grid.First + Scale; m < grid.Minutes; m++)
        {
            var r = grid.LogPrice[m] - grid.LogPrice[m - Scale];
            sparse += r * r;
        }

        var count = grid.Minutes - 1 - grid.First;
        return new(count < 1 ? double.NaN : all, count < 2 * Scale ? double.NaN : sparse / Scale, count);
    }

    /// <summary>RV1 and RV5 of the returns of each minute's window.</summary>
    internal static void OfWindows(
        MinuteGrid grid, int window, Span<double> all, Span<double> sparse, Span<double> squares)
    {
        for (var m = 0; m < grid.Minutes; m++) squares[m] = grid.Returns[m] * grid.Returns[m];
        WindowSum.Compute(squares[..grid.Minutes], window, all[..grid.Minutes]);
        squares[..Scale].Fill(double.NaN);
        for (var m = Scale; m < grid.Minutes; m++)
        {
            var r = grid.LogPrice[m] - grid.LogPrice[m - Scale];
            squares[m] = r * r;
        }

        WindowSum.Compute(squares[..grid.Minutes], window - Scale + 1, sparse[..grid.Minutes]);
        for (var m = 0; m < grid.Minutes; m++) sparse[m] /= Scale;
    }
}
