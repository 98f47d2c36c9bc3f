using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>Arithmetic of whole series, several rows at a time; a row's bits do not depend on its place.</summary>
internal static class Arithmetic
{
    internal static void Subtract(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= result.Length - width; i += width) (At(left, i) - At(right, i)).CopyTo(result.Slice(i, width));
        for (; i < result.Length; i++) result[i] = left[i] - right[i];
    }

    internal static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= result.Length - width; i += width) (At(left, i) * At(right, i)).CopyTo(result.Slice(i, width));
        for (; i < result.Length; i++) result[i] = left[i] * right[i];
    }

    internal static void Divide(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= result.Length - width; i += width) (At(left, i) / At(right, i)).CopyTo(result.Slice(i, width));
        for (; i < result.Length; i++) result[i] = left[i] / right[i];
    }

    internal static void Scale(Span<double> values, double factor)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= values.Length - width; i += width) (At(values, i) * factor).CopyTo(values.Slice(i, width));
        for (; i < values.Length; i++) values[i] *= factor;
    }

    /// <summary>left / right − 1.</summary>
    internal static void Change(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= result.Length - width; i += width)
            ((At(left, i) / At(right, i)) - Vector<double>.One).CopyTo(result.Slice(i, width));
        for (; i < result.Length; i++) result[i] = (left[i] / right[i]) - 1;
    }

    /// <summary>√(value × factor).</summary>
    internal static void RootOfScaled(Span<double> values, double factor)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= values.Length - width; i += width)
            Vector.SquareRoot(At(values, i) * factor).CopyTo(values.Slice(i, width));
        for (; i < values.Length; i++) values[i] = Math.Sqrt(values[i] * factor);
    }

    /// <summary>The log of 0 is unknown, not −∞: a matrix holds finite values and NaN only.</summary>
    internal static void LogOfPositive(Span<double> values)
    {
        for (var t = 0; t < values.Length; t++)
            if (values[t] <= 0) values[t] = double.NaN;
        Logarithm.Compute(values, values);
    }

    private static Vector<double> At(ReadOnlySpan<double> values, int index) =>
        new(values.Slice(index, Vector<double>.Count));
}
