namespace TradeML.Research.Labels;

/// <summary>Open, high and low of a series of bars, row by row.</summary>
internal readonly ref struct BarSpans
{
    /// <summary>Groups three columns of equal length.</summary>
    /// <param name="open">First prices.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    public BarSpans(ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low)
    {
        Open = open;
        High = high;
        Low = low;
    }

    /// <summary>First prices.</summary>
    public ReadOnlySpan<double> Open { get; }

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High { get; }

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low { get; }
}
