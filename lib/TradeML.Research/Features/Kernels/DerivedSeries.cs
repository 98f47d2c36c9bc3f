namespace TradeML.Research.Features.Kernels;

/// <summary>A buffer for a series that is computed once a symbol; it takes memory when first used.</summary>
/// <param name="longest">Rows of the longest symbol.</param>
internal sealed class DerivedSeries(int longest)
{
    private double[]? buffer;
    private int symbol = -1;

    /// <summary>The buffer, to be written over.</summary>
    internal Span<double> Room(int length) => (buffer ??= new double[longest]).AsSpan(0, length);

    /// <summary>Whether the buffer holds another symbol's series and the caller must fill it now.</summary>
    internal bool IsStale(int of, int length, out Span<double> series)
    {
        series = Room(length);
        if (symbol == of) return false;
        symbol = of;
        return true;
    }
}
