using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Natural logarithms of a span. The last elements go through the same vector code as the others, so that a value does
/// not depend on its place.
/// </summary>
internal static class Logarithm
{
    /// <summary>
    /// Fills <paramref name="result"/> with ln(value): unknown for unknown and negative values, −∞ for zero.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="result">As long as <paramref name="values"/>; may be the same span.</param>
    public static void Compute(ReadOnlySpan<double> values, Span<double> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= values.Length - width; i += width)
            Vector.Log(new Vector<double>(values.Slice(i, width))).CopyTo(result.Slice(i, width));
        if (i == values.Length) return;
        Span<double> padded = stackalloc double[width];
        padded.Fill(1);
        values[i..].CopyTo(padded);
        Vector.Log(new Vector<double>(padded)).CopyTo(padded);
        padded[..(values.Length - i)].CopyTo(result[i..]);
    }
}
