using TradeML.Core.Errors;

namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Minute bars of one symbol, ascending: raw prices in USD, volumes in shares, each bar stamped with its minute's start
/// (UTC). A minute without a trade has no bar. It does not copy the arrays.
/// </summary>
public sealed class MinuteSeries
{
    private MinuteSeries(
        string symbol, DateTime[] start, double[] high, double[] low, double[] close, double[] volume, double[]? vwap)
    {
        Symbol = symbol;
        Start = start;
        High = high;
        Low = low;
        Close = close;
        Volume = volume;
        Vwap = vwap;
    }

    /// <summary>The ticker.</summary>
    public string Symbol { get; }

    /// <summary>Start of each minute, UTC, strictly ascending.</summary>
    public DateTime[] Start { get; }

    /// <summary>Highest prices.</summary>
    public double[] High { get; }

    /// <summary>Lowest prices.</summary>
    public double[] Low { get; }

    /// <summary>Last prices.</summary>
    public double[] Close { get; }

    /// <summary>Shares traded.</summary>
    public double[] Volume { get; }

    /// <summary>
    /// Volume-weighted mean prices where the vendor gives them; null, or NaN in a row, where it does not.
    /// </summary>
    public double[]? Vwap { get; }

    /// <summary>Number of bars.</summary>
    public int Rows => Start.Length;

    /// <summary>Wraps and checks the bars of one symbol.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="start">Start of each minute, UTC.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Last prices.</param>
    /// <param name="volume">Shares traded.</param>
    /// <param name="vwap">Volume-weighted mean prices, or null.</param>
    /// <exception cref="TradeMLException">Bad input: unequal lengths, a start that is no whole minute of UTC or not
    /// after the one before, a price that is not positive, a negative or unknown volume.</exception>
    public static MinuteSeries Create(
        string symbol, DateTime[] start, double[] high, double[] low, double[] close, double[] volume,
        double[]? vwap = null)
    {
        foreach (var column in new[] { high, low, close, volume, vwap ?? close })
            if (column.Length != start.Length)
                throw Bad(symbol, 0, $"A column has {column.Length} rows, the bars are {start.Length}.");
        for (var row = 0; row < start.Length; row++)
        {
            if (start[row].Kind != DateTimeKind.Utc || start[row].Ticks % TimeSpan.TicksPerMinute != 0)
                throw Bad(symbol, row, $"The start {start[row]:O} is not a whole minute in UTC.");
            if (row > 0 && start[row] <= start[row - 1])
                throw Bad(symbol, row, $"The start {start[row]:O} does not come after {start[row - 1]:O}.");
            if (!IsPrice(high[row]) || !IsPrice(low[row]) || !IsPrice(close[row]))
                throw Bad(symbol, row, "A price is not a positive number.");
            if (vwap is not null && !double.IsNaN(vwap[row]) && !IsPrice(vwap[row]))
                throw Bad(symbol, row, "A mean price is not a positive number.");
            if (!(volume[row] >= 0 && volume[row] < double.PositiveInfinity))
                throw Bad(symbol, row, "A volume is not a number of at least 0.");
        }

        return new(symbol, start, high, low, close, volume, vwap);
    }

    private static bool IsPrice(double value) => value > 0 && value < double.PositiveInfinity;

    private static TradeMLException Bad(string symbol, int row, string message) =>
        new(ErrorKind.BadInput, message, $"symbol {symbol}, bar {row + 1}",
            "Minute bars are checked bars, ascending: run the quality control first.");
}
