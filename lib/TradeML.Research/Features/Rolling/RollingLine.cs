using System.Runtime.Intrinsics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Least-squares lines through the last <c>window</c> rows. Each window is summed anew, from its first value as origin,
/// so that a row depends on its window alone and nothing cancels that the window does not hold itself.
/// </summary>
internal static class RollingLine
{
    /// <summary>
    /// Fills <paramref name="result"/>; rows whose window is not full or holds an unknown value are unknown, and so is
    /// R² of a window that does not move.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 2.</param>
    /// <param name="figure">What is wanted.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <paramref name="window"/> long.</param>
    public static void Compute(
        ReadOnlySpan<double> values, int window, LineFigure figure, Span<double> result, Span<double> scratch)
    {
        result[..Math.Min(window - 1, result.Length)].Fill(double.NaN);
        var places = scratch[..window];
        var half = (window - 1) / 2.0;
        for (var i = 0; i < window; i++) places[i] = i - half;
        var spread = (double)window * (((double)window * window) - 1) / 12;
        for (var t = window - 1; t < values.Length; t++)
        {
            var rows = values.Slice(t + 1 - window, window);
            var (sum, squares, product) = Sums(rows, places);
            var slope = product / spread;
            result[t] = figure switch
            {
                LineFigure.Slope => slope,
                LineFigure.Residual => rows[^1] - rows[0] - (sum / window) - (slope * half),
                _ =>
                    squares - (sum * sum / window) is > 0 and var moved
                        ? Math.Min(slope * product / moved, 1)
                        : double.NaN,
            };
        }
    }

    private static (double Sum, double Squares, double Product) Sums(
        ReadOnlySpan<double> rows, ReadOnlySpan<double> places)
    {
        const int width = 4;
        var origin = Vector256.Create(rows[0]);
        Vector256<double> sums = default, squares = default, products = default;
        var i = 0;
        for (; i <= rows.Length - width; i += width)
        {
            var value = Vector256.Create<double>(rows.Slice(i, width)) - origin;
            sums += value;
            squares += value * value;
            products += value * Vector256.Create<double>(places.Slice(i, width));
        }

        double sum = Vector256.Sum(sums), square = Vector256.Sum(squares), product = Vector256.Sum(products);
        for (; i < rows.Length; i++)
        {
            var value = rows[i] - rows[0];
            sum += value;
            square += value * value;
            product += value * places[i];
        }

        return (sum, square, product);
    }
}
