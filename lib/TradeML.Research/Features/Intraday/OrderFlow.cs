using MathNet.Numerics.Distributions;

namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Who was in a hurry: signed volume and order-flow imbalance from bars, by two rules. <em>Bulk</em>: of a minute's
/// shares the fraction Φ(r / σ) was bought, σ the standard deviation of the last 30 one-minute returns, this one
/// included (Easley, López de Prado and O'Hara, 2012). <em>Tick</em>: all shares take the sign of the last price change
/// that was not 0 (Lee and Ready, 1991, applied to bars).
/// </summary>
internal static class OrderFlow
{
    /// <summary>Minutes of the standard deviation and of the imbalances.</summary>
    internal const int Window = 30;

    private const string BulkSource =
        "Easley, López de Prado and O'Hara (2012), Review of Financial Studies 25: bulk volume classification";
    private const string TickSource = "Lee and Ready (1991), Journal of Finance 46: tick test, on bars";

    /// <summary>Signed shares, bulk rule.</summary>
    public static IntradayFeature SignedBulk { get; } = new()
    {
        Name = "signed_volume_bulk", Family = "order flow",
        Formula = "v(m) · (2 Φ(r(m) / σ30(m)) − 1); 0 when r and σ are 0", Unit = "shares", Source = BulkSource,
        WarmUp = Window, OfMinutes = (grid, result) => grid.Bulk.CopyTo(result),
    };

    /// <summary>Signed shares, tick rule.</summary>
    public static IntradayFeature SignedTick { get; } = new()
    {
        Name = "signed_volume_tick", Family = "order flow",
        Formula = "v(m) · sign of the last r ≠ 0 of the session up to m; 0 before there is one", Unit = "shares",
        Source = TickSource, WarmUp = 1, OfMinutes = (grid, result) => grid.Tick.CopyTo(result),
    };

    /// <summary>Imbalance of 30 minutes, bulk rule.</summary>
    public static IntradayFeature ImbalanceBulk { get; } = new()
    {
        Name = "order_flow_bulk_30", Family = "order flow", Formula = "Σ signed_volume_bulk / Σ v over 30 minutes",
        Unit = "−1 … 1", Source = BulkSource,
        WarmUp = (2 * Window) - 1, OfMinutes = (grid, result) => Imbalance(grid, grid.Bulk, result),
    };

    /// <summary>Imbalance of 30 minutes, tick rule.</summary>
    public static IntradayFeature ImbalanceTick { get; } = new()
    {
        Name = "order_flow_tick_30", Family = "order flow", Formula = "Σ signed_volume_tick / Σ v over 30 minutes",
        Unit = "−1 … 1", Source = TickSource,
        WarmUp = Window, OfMinutes = (grid, result) => Imbalance(grid, grid.Tick, result),
    };

    /// <summary>Signed shares of the session, bulk rule.</summary>
    public static IntradayFeature DayBulk { get; } = new()
    {
        Name = "signed_volume_bulk", Family = "order flow",
        Formula = "Σ signed_volume_bulk over the minutes in which it is known", Unit = "shares", Source = BulkSource,
        WarmUp = Window, OfDay = grid => Total(grid.Bulk, grid.Volume).Signed,
    };

    /// <summary>Signed shares of the session, tick rule.</summary>
    public static IntradayFeature DayTick { get; } = new()
    {
        Name = "signed_volume_tick", Family = "order flow",
        Formula = "Σ signed_volume_tick over the minutes in which it is known", Unit = "shares", Source = TickSource,
        WarmUp = 1, OfDay = grid => Total(grid.Tick, grid.Volume).Signed,
    };

    /// <summary>Imbalance of the session, bulk rule.</summary>
    public static IntradayFeature DayImbalanceBulk { get; } = new()
    {
        Name = "order_flow_bulk", Family = "order flow",
        Formula = "Σ signed_volume_bulk / Σ v over the minutes in which it is known", Unit = "−1 … 1",
        Source = BulkSource,
        WarmUp = Window, OfDay = grid => Share(Total(grid.Bulk, grid.Volume)),
    };

    /// <summary>Imbalance of the session, tick rule.</summary>
    public static IntradayFeature DayImbalanceTick { get; } = new()
    {
        Name = "order_flow_tick", Family = "order flow",
        Formula = "Σ signed_volume_tick / Σ v over the minutes in which it is known", Unit = "−1 … 1",
        Source = TickSource,
        WarmUp = 1, OfDay = grid => Share(Total(grid.Tick, grid.Volume)),
    };

    internal static void Classify(
        ReadOnlySpan<double> returns, ReadOnlySpan<double> volume, Span<double> bulk, Span<double> tick,
        Span<double> work)
    {
        WindowSum.Deviation(returns, Window, bulk, work);
        double sign = 0;
        for (var m = 0; m < returns.Length; m++)
        {
            var (r, deviation) = (returns[m], bulk[m]);
            bulk[m] = double.IsNaN(deviation)
                ? double.NaN
                : r == 0 ? 0 : volume[m] * ((2 * Normal.CDF(0, 1, r / deviation)) - 1);
            if (r != 0 && !double.IsNaN(r)) sign = Math.Sign(r);
            tick[m] = double.IsNaN(r) ? double.NaN : volume[m] * sign;
        }
    }

    private static void Imbalance(MinuteGrid grid, ReadOnlySpan<double> signed, Span<double> result)
    {
        var shares = grid.Work.AsSpan(0, grid.Minutes);
        WindowSum.Compute(signed, Window, result);
        WindowSum.Compute(grid.Volume, Window, shares);
        for (var m = 0; m < grid.Minutes; m++) result[m] /= shares[m];
    }

    private static (double Signed, double Shares) Total(ReadOnlySpan<double> signed, ReadOnlySpan<double> volume)
    {
        double sum = 0, shares = 0;
        var known = false;
        for (var m = 0; m < signed.Length; m++)
        {
            if (double.IsNaN(signed[m])) continue;
            known = true;
            sum += signed[m];
            shares += volume[m];
        }

        return known ? (sum, shares) : (double.NaN, double.NaN);
    }

    private static double Share((double Signed, double Shares) total) => total.Signed / total.Shares;
}
