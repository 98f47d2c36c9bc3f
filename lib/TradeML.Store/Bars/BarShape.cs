using System.Globalization;
using TradeML.Core.Errors;
using TradeML.Data.Settings;

namespace TradeML.Store.Bars;

/// <summary>High and low enclose open and close, as the rules of the lake have it for every bar it stores.</summary>
internal static class BarShape
{
    private static readonly double Slack = 1 + new QcThresholds().OhlcTolerance;

    /// <summary>Refuses the first row whose high and low do not enclose the others.</summary>
    /// <param name="open">Opening prices of successive rows; empty where they are not known.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="first">Row of the first of them in the file, from 0.</param>
    /// <param name="place">Where they come from.</param>
    /// <exception cref="TradeMLException">Bad input: names the row and the column.</exception>
    internal static void Check(
        ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close,
        long first, BarPlace place)
    {
        if (open.IsEmpty) open = close;
        for (var row = 0; row < close.Length; row++)
        {
            var (least, most) = (Math.Min(open[row], close[row]), Math.Max(open[row], close[row]));
            if (low[row] <= least * Slack && most <= high[row] * Slack) continue;
            throw Bad(open[row], high[row], low[row], close[row], first + row, place);
        }
    }

    private static TradeMLException Bad(
        double open, double high, double low, double close, long row, BarPlace place)
    {
        if (high * Slack < low) return Beyond("high", high, "below the low", low);
        if (close > high * Slack) return Beyond("close", close, "above the high", high);
        if (open > high * Slack) return Beyond("open", open, "above the high", high);
        return low > close * Slack
            ? Beyond("close", close, "below the low", low)
            : Beyond("open", open, "below the low", low);

        TradeMLException Beyond(string column, double value, string where, double bound) => place.Bad(
            row, column,
            string.Create(CultureInfo.InvariantCulture, $"Column '{column}' holds {value}, {where} of {bound}."));
    }
}
