namespace TradeML.VendorSim.Market;

/// <summary>
/// Daily bars of a whole market as parallel arrays, symbol-major and ascending in time within a symbol. Prices are raw
/// US dollars as traded, volumes raw shares.
/// </summary>
public sealed class BarColumns
{
    /// <summary>Session of the row as <see cref="DateOnly.DayNumber"/>, exchange-local.</summary>
    public required int[] Day { get; init; }

    /// <summary>First price.</summary>
    public required double[] Open { get; init; }

    /// <summary>Highest price.</summary>
    public required double[] High { get; init; }

    /// <summary>Lowest price.</summary>
    public required double[] Low { get; init; }

    /// <summary>Last price.</summary>
    public required double[] Close { get; init; }

    /// <summary>Shares traded.</summary>
    public required long[] Volume { get; init; }

    /// <summary>
    /// Volume-weighted average price, or null when the source has none (then it is derived from the bar).
    /// </summary>
    public double[]? Vwap { get; init; }

    /// <summary>Number of trades, or null when the source has none (then it is derived from the volume).</summary>
    public int[]? Trades { get; init; }

    /// <summary>Number of rows.</summary>
    public int Rows => Day.Length;
}
