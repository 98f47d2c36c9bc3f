using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Sums over the last <c>window</c> rows, each of two short sums added together (see
/// <see cref="WindowFold{TOperation}"/>). Nothing is ever subtracted from a running total: there is no drift however
/// long the series, and an unknown value is forgotten as soon as it leaves the window.
/// </summary>
internal static class RollingSum
{
    /// <summary>Length of the scratch span for a window.</summary>
    /// <param name="window">Rows of the window.</param>
    public static int ScratchLength(int window) => WindowFold<Addition>.ScratchLength(window);

    /// <summary>Fills <paramref name="result"/>; its first <c>window − 1</c> rows are unknown.</summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch) =>
        WindowFold<Addition>.Compute(values, window, result, scratch);

    private readonly struct Addition : IWindowOperation
    {
        public static double Neutral => 0;

        public static double Combine(double left, double right) => left + right;

        public static Vector<double> Combine(Vector<double> left, Vector<double> right) => left + right;
    }
}
