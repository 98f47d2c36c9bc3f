using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Maxima and minima over the last <c>window</c> rows: three comparisons a row whatever the window (see
/// <see cref="WindowFold{TOperation}"/>).
/// </summary>
internal static class RollingMax
{
    /// <summary>Length of the scratch span for a window.</summary>
    /// <param name="window">Rows of the window.</param>
    public static int ScratchLength(int window) => WindowFold<Larger>.ScratchLength(window);

    /// <summary>
    /// Fills <paramref name="result"/> with maxima; rows whose window is not full or holds an unknown value are
    /// unknown.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Compute(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch) =>
        WindowFold<Larger>.Compute(values, window, result, scratch);

    /// <summary>
    /// Fills <paramref name="result"/> with minima; rows whose window is not full or holds an unknown value are
    /// unknown.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="window">Rows of the window, the current one included; at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may not overlap them.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long.</param>
    public static void Minimum(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch) =>
        WindowFold<Smaller>.Compute(values, window, result, scratch);

    private readonly struct Larger : IWindowOperation
    {
        public static double Neutral => double.NegativeInfinity;

        public static double Combine(double left, double right) => Math.Max(left, right);

        public static Vector<double> Combine(Vector<double> left, Vector<double> right) => Vector.Max(left, right);
    }

    private readonly struct Smaller : IWindowOperation
    {
        public static double Neutral => double.PositiveInfinity;

        public static double Combine(double left, double right) => Math.Min(left, right);

        public static Vector<double> Combine(Vector<double> left, Vector<double> right) => Vector.Min(left, right);
    }
}
