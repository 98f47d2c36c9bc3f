using TradeML.Research.Features.Rolling;
using TradeML.Research.Panels;

namespace TradeML.Research.Features.Kernels;

/// <summary>
/// One symbol's series in the buffers of one thread: forward prices, logs and returns that several features share are
/// computed once a symbol, when first asked for. The buffers are as long as the longest symbol and stay in the cache.
/// </summary>
internal sealed class SymbolSeries(FeatureRows rows, int largestWindow, CategoryMap sectors, CategoryMap industries)
{
    private readonly PanelColumns columns = rows.Columns;
    private readonly bool hasSteps = rows.HasSteps;
    private readonly DerivedSeries totalSteps = new(rows.Longest);
    private readonly DerivedSeries volumeSteps = new(rows.Longest);
    private readonly DerivedSeries forwardClose = new(rows.Longest);
    private readonly DerivedSeries forwardHigh = new(rows.Longest);
    private readonly DerivedSeries forwardLow = new(rows.Longest);
    private readonly DerivedSeries forwardVolume = new(rows.Longest);
    private readonly DerivedSeries logClose = new(rows.Longest);
    private readonly DerivedSeries logOpen = new(rows.Longest);
    private readonly DerivedSeries logReturns = new(rows.Longest);
    private readonly DerivedSeries dollarVolumes = new(rows.Longest);
    private readonly DerivedSeries work = new(rows.Longest);
    private readonly DerivedSeries secondWork = new(rows.Longest);
    private int symbol = -1;
    private int start;

    internal int Length { get; private set; }

    internal bool HasSteps => hasSteps;

    internal CategoryMap SectorMap => sectors;

    internal CategoryMap IndustryMap => industries;

    /// <summary>Room for every rolling kernel.</summary>
    internal double[] Scratch { get; } = new double[Math.Max(RollingDeviation.ScratchLength(largestWindow),
        RollingSum.ScratchLength(largestWindow))];

    internal Span<double> Work => work.Room(Length);

    internal Span<double> SecondWork => secondWork.Room(Length);

    internal ReadOnlySpan<double> Close => Slice(columns.Close);

    internal ReadOnlySpan<double> Volume => Slice(columns.Volume);

    internal ReadOnlySpan<double> SharesOutstanding => Slice(columns.SharesOutstanding!);

    internal ReadOnlySpan<double> SessionsToEarnings => Slice(columns.SessionsToEarnings!);

    internal ReadOnlySpan<double> SessionsSinceEarnings => Slice(columns.SessionsSinceEarnings!);

    internal ReadOnlySpan<int> Sectors => columns.Sector.AsSpan(start, Length);

    internal ReadOnlySpan<int> Industries => columns.Industry.AsSpan(start, Length);

    internal ReadOnlySpan<double> ForwardClose => Forward(columns.Close, forwardClose);

    internal ReadOnlySpan<double> ForwardHigh => Forward(columns.High, forwardHigh);

    internal ReadOnlySpan<double> ForwardLow => Forward(columns.Low, forwardLow);

    /// <summary>Volumes in the shares of the first row.</summary>
    internal ReadOnlySpan<double> ForwardVolume
    {
        get
        {
            if (!hasSteps) return Volume;
            if (forwardVolume.IsStale(symbol, Length, out var result)) Arithmetic.Divide(Volume, VolumeSteps, result);
            return result;
        }
    }

    /// <summary>Product of the volume steps up to each row.</summary>
    internal ReadOnlySpan<double> VolumeSteps => Product(columns.VolumeStep, volumeSteps);

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
            if (hasSteps)
                Arithmetic.Divide(Slice(columns.Open),
                    Product(columns.TotalReturnStep ?? columns.PriceStep, totalSteps), result);
            Logarithm.Compute(hasSteps ? result : Slice(columns.Open), result);
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

    /// <summary>Turns to a symbol.</summary>
    /// <param name="index">Its number; another one than that of the symbol before.</param>
    /// <param name="from">Its first row.</param>
    /// <param name="length">Its rows.</param>
    internal void Load(int index, int from, int length) => (symbol, start, Length) = (index, from, length);

    /// <summary>Steps accumulate from the first row on: a later event multiplies later rows only.</summary>
    private ReadOnlySpan<double> Product(double[]? steps, DerivedSeries series)
    {
        if (!series.IsStale(symbol, Length, out var result)) return result;
        if (steps is null)
        {
            result.Fill(1);
            return result;
        }

        var cumulative = 1.0;
        var ofSymbol = Slice(steps);
        for (var t = 0; t < result.Length; t++) result[t] = cumulative *= ofSymbol[t];
        return result;
    }

    private ReadOnlySpan<double> Forward(double[] prices, DerivedSeries series)
    {
        if (!hasSteps) return Slice(prices);
        if (series.IsStale(symbol, Length, out var result))
            Arithmetic.Divide(Slice(prices), Product(columns.TotalReturnStep ?? columns.PriceStep, totalSteps), result);
        return result;
    }

    private ReadOnlySpan<double> Slice(double[] column) => column.AsSpan(start, Length);
}
