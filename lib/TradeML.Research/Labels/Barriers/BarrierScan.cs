using System.Numerics;
using System.Runtime.InteropServices;

namespace TradeML.Research.Labels.Barriers;

/// <summary>Finds the first bar after an entry that passes a barrier; the entry's own bar is never tested.</summary>
internal static class BarrierScan
{
    /// <summary>By closes: the first return outside (lower, upper); equal to a barrier counts when inclusive.</summary>
    /// <param name="close">Closes in one unit.</param>
    /// <param name="row">Row of the entry.</param>
    /// <param name="last">Last row that is tested.</param>
    /// <param name="upper">Upper barrier as a simple return; +∞ for none.</param>
    /// <param name="lower">Lower barrier as a simple return, negative; −∞ for none.</param>
    /// <param name="inclusive">Whether a touch counts.</param>
    public static BarrierHit Closes(
        ReadOnlySpan<double> close, int row, int last, double upper, double lower, bool inclusive)
    {
        var entry = close[row];
        var s = row + 1;
        var ahead = MemoryMarshal.Cast<double, Vector<double>>(close[s..(last + 1)]);
        var (up, down) = (new Vector<double>(upper), new Vector<double>(lower));
        foreach (var prices in ahead)
        {
            var returns = (prices / new Vector<double>(entry)) - Vector<double>.One;
            var outside = inclusive
                ? Vector.GreaterThanOrEqual(returns, up) | Vector.LessThanOrEqual(returns, down)
                : Vector.GreaterThan(returns, up) | Vector.LessThan(returns, down);
            if (outside != Vector<long>.Zero) break;
            s += Vector<double>.Count;
        }

        for (; s <= last; s++)
        {
            var side = Side((close[s] / entry) - 1, upper, lower, inclusive);
            if (side != LabelEnd.Horizon) return new(s, side, close[s]);
        }

        return BarrierHit.None;
    }

    /// <summary>By closes in units that change on the way.</summary>
    /// <param name="close">Raw closes.</param>
    /// <param name="steps">Price step of each row; the entry's price is carried on by those after it.</param>
    /// <param name="row">Row of the entry.</param>
    /// <param name="last">Last row that is tested.</param>
    /// <param name="upper">Upper barrier as a simple return; +∞ for none.</param>
    /// <param name="lower">Lower barrier as a simple return, negative; −∞ for none.</param>
    /// <param name="inclusive">Whether a touch counts.</param>
    public static BarrierHit Closes(
        ReadOnlySpan<double> close, ReadOnlySpan<double> steps, int row, int last, double upper, double lower,
        bool inclusive)
    {
        double entry = close[row], carried = entry;
        for (var s = row + 1; s <= last; s++)
        {
            carried *= steps[s];
            var side = Side((close[s] / carried) - 1, upper, lower, inclusive);
            if (side != LabelEnd.Horizon) return new(s, side, close[s] / carried * entry);
        }

        return BarrierHit.None;
    }

    /// <summary>
    /// By open, low and high: an open at or beyond a barrier exits at the open; then a low at or below the lower
    /// barrier exits there, which wins when both are touched; then a high at or above the upper one.
    /// </summary>
    /// <param name="bars">Raw opens, highs and lows.</param>
    /// <param name="steps">Price step of each row; the entry's price is carried on by those after it.</param>
    /// <param name="entry">Price of the entry.</param>
    /// <param name="row">Row of the entry.</param>
    /// <param name="last">Last row that is tested.</param>
    /// <param name="upper">Upper barrier as a price in the entry's units; +∞ for none.</param>
    /// <param name="lower">Lower barrier as a price in the entry's units; −∞ for none.</param>
    public static BarrierHit Intrabar(
        in BarSpans bars, ReadOnlySpan<double> steps, double entry, int row, int last, double upper, double lower)
    {
        var carried = entry;
        for (var s = row + 1; s <= last; s++)
        {
            carried *= steps[s];
            var unit = entry / carried;
            double open = bars.Open[s] * unit, high = bars.High[s] * unit, low = bars.Low[s] * unit;
            if (open <= lower) return new(s, LabelEnd.Lower, open);
            if (open >= upper) return new(s, LabelEnd.Upper, open);
            if (low <= lower) return new(s, LabelEnd.Lower, lower);
            if (high >= upper) return new(s, LabelEnd.Upper, upper);
        }

        return BarrierHit.None;
    }

    internal static LabelEnd Side(double value, double upper, double lower, bool inclusive) =>
        (inclusive ? value >= upper : value > upper) ? LabelEnd.Upper
        : (inclusive ? value <= lower : value < lower) ? LabelEnd.Lower
        : LabelEnd.Horizon;
}
