using TradeML.Research.Features.Rolling;
using TradeML.Research.Panels;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// One symbol's series in the buffers of one thread: forward prices, logs and returns that several features share are computed once a
/// symbol, when first asked for. The buffers are as long as the longest symbol and stay in the cache.
/// </summary>
internal sealed class SymbolSeries(Panel panel, int longest, int largestWindow, CategoryMap sectors, CategoryMap industries)
{
    private readonly DerivedSeries totalSteps = new(longest);
    private readonly DerivedSeries volumeSteps = new(longest);
    private readonly DerivedSeries forwardClose = new(longest);
    private readonly DerivedSeries forwardHigh = new(longest);
    private readonly DerivedSeries forwardLow = new(longest);
    private readonly DerivedSeries forwardVolume = new(longest);
    private readonly DerivedSeries logClose = new(longest);
    private readonly DerivedSeries logOpen = new(longest);
    private readonly DerivedSeries logReturns = new(longest);
    private readonly DerivedSeries dollarVolumes = new(longest);
    private readonly DerivedSeries work = new(longest);
    private readonly DerivedSeries secondWork = new(longest);
    private int symbol = -1;
    private int start;

    internal int Length { get; private set; }

    internal bool HasSteps => panel.HasSteps;

    internal CategoryMap SectorMap => sectors;

    internal CategoryMap IndustryMap => industries;

    /// <summary>Room for every rolling kernel.</summary>
    internal double[] Scratch { get; } = new double[Math.Max(RollingDeviation.ScratchLength(largestWindow), RollingSum.ScratchLength(largestWindow))];

    internal Span<double> Work => work.Room(Length);

    internal Span<double> SecondWork => secondWork.Room(Length);

    internal ReadOnlySpan<double> Close => Slice(panel.Close);

    internal ReadOnlySpan<double> Volume => Slice(panel.Volume);

    internal ReadOnlySpan<double> SharesOutstanding => Slice(panel.SharesOutstanding!);

    internal ReadOnlySpan<double> SessionsToEarnings => Slice(panel.SessionsToEarnings!);

    internal ReadOnlySpan<double> SessionsSinceEarnings => Slice(panel.SessionsSinceEarnings!);

    internal ReadOnlySpan<int> Sectors => panel.Sector.AsSpan(start, Length);

    internal ReadOnlySpan<int> Industries => panel.Industry.AsSpan(start, Length);

    internal ReadOnlySpan<double> ForwardClose => Forward(panel.Close, forwardClose);

    internal ReadOnlySpan<double> ForwardHigh => Forward(panel.High, forwardHigh);

    internal ReadOnlySpan<double> ForwardLow => Forward(panel.Low, forwardLow);

    /// <summary>Volumes in the shares of the first row.</summary>
    internal ReadOnlySpan<double> ForwardVolume
    {
        get
        {
            if (!panel.HasSteps) return Volume;
            if (forwardVolume.IsStale(symbol, Length, out var result)) Arithmetic.Divide(Volume, VolumeSteps, result);
            return result;
        }
    }

    /// <summary>Product of the volume steps up to each row.</summary>
    internal ReadOnlySpan<double> VolumeSteps => Product(panel.VolumeStep, volumeSteps);

    internal ReadOnlySpan<double> LogClose
    {
        get
        {
            if (logClose.IsStale(symbol, Length, out var result)) Logarithm.Compute(ForwardClose, result);
            return result;
        }
    }

    internal ReadOnlySpan<double> LogOpen
    {
        get
        {
            if (!logOpen.IsStale(symbol, Length, out var result)) return result;
            if (panel.HasSteps) Arithmetic.Divide(Slice(panel.Open), Product(panel.TotalReturnStep, totalSteps), result);
            Logarithm.Compute(panel.HasSteps ? result : Slice(panel.Open), result);
            return result;
        }
    }

    /// <summary>Daily log total returns, the first unknown.</summary>
    internal ReadOnlySpan<double> LogReturns
    {
        get
        {
            if (logReturns.IsStale(symbol, Length, out var result)) Momentum.Compute(LogClose, 1, result);
            return result;
        }
    }

    internal ReadOnlySpan<double> DollarVolumes
    {
        get
        {
            if (dollarVolumes.IsStale(symbol, Length, out var result)) Liquidity.Dollars(Close, Volume, result);
            return result;
        }
    }

    internal void Load(int index)
    {
        symbol = index;
        start = panel.RowStarts[index];
        Length = panel.RowStarts[index + 1] - start;
    }

    /// <summary>Steps accumulate from the first row on: a later event multiplies later rows only.</summary>
    private ReadOnlySpan<double> Product(double[] steps, DerivedSeries series)
    {
        if (!series.IsStale(symbol, Length, out var result)) return result;
        var cumulative = 1.0;
        var ofSymbol = Slice(steps);
        for (var t = 0; t < result.Length; t++) result[t] = cumulative *= ofSymbol[t];
        return result;
    }

    private ReadOnlySpan<double> Forward(double[] prices, DerivedSeries series)
    {
        if (!panel.HasSteps) return Slice(prices);
        if (series.IsStale(symbol, Length, out var result)) Arithmetic.Divide(Slice(prices), Product(panel.TotalReturnStep, totalSteps), result);
        return result;
    }

    private ReadOnlySpan<double> Slice(double[] column) => column.AsSpan(start, Length);
}
