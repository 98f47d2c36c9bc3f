using System.Runtime.Intrinsics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Pearson correlations of two series over the last <c>window</c> rows; each window is summed anew, from its first
/// values as origin.
/// </summary>
internal static class RollingCorrelation
{
    /// <summary>
    /// Fills <paramref name="result"/>; rows whose window is not full, holds an unknown value, or in which either
    /// series does not move are unknown.
    /// </summary>
    /// <param name="left">One series.</param>
    /// <param name="right">The other, as long.</param>
    /// <param name="window">Rows of the window, the current one included; at least 2.</param>
    /// <param name="result">As long as the series; it may not overlap them.</param>
    public static void Compute(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int window, Span<double> result)
    {
        result[..Math.Min(window - 1, result.Length)].Fill(double.NaN);
        for (var t = window - 1; t < result.Length; t++)
            result[t] = Of(left.Slice(t + 1 - window, window), right.Slice(t + 1 - window, window));
    }

    private static double Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        const int width = 4;
        Vector256<double> leftOrigin = Vector256.Create(left[0]), rightOrigin = Vector256.Create(right[0]);
        Vector256<double> ls = default, rs = default, lls = default, rrs = default, lrs = default;
        var i = 0;
        for (; i <= left.Length - width; i += width)
        {
            Vector256<double> a = Vector256.Create<double>(left.Slice(i, width)) - leftOrigin,
                b = Vector256.Create<double>(right.Slice(i, width)) - rightOrigin;
            ls += a;
            rs += b;
            lls += a * a;
            rrs += b * b;
            lrs += a * b;
        }

        double l = Vector256.Sum(ls), r = Vector256.Sum(rs), ll = Vector256.Sum(lls), rr = Vector256.Sum(rrs),
            lr = Vector256.Sum(lrs);
        for (; i < left.Length; i++)
        {
            double a = left[i] - left[0], b = right[i] - right[0];
            l += a;
            r += b;
            ll += a * a;
            rr += b * b;
            lr += a * b;
        }

        double leftMoved = ll - (l * l / left.Length), rightMoved = rr - (r * r / left.Length);
        return leftMoved > 0 && rightMoved > 0
            ? Math.Clamp((lr - (l * r / left.Length)) / Math.Sqrt(leftMoved * rightMoved), -1, 1)
            : double.NaN;
    }
}
