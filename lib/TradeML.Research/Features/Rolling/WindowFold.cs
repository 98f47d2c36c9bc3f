using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// Folds the last <c>window</c> rows by blocks of one window: every window is a suffix of one block and a prefix of the
/// next (van Herk 1992; Gil and Werman 1993). Four blocks run side by side, which keeps eight independent chains in
/// flight; how a row's window is folded does not depend on that, so the bits are those of one block after the other.
/// </summary>
/// <typeparam name="TOperation">The operation.</typeparam>
internal static class WindowFold<TOperation>
    where TOperation : struct, IWindowOperation
{
    private const int Group = 4;

    /// <summary>Room for the suffixes of the previous block and of a group.</summary>
    internal static int ScratchLength(int window) => ((Group + 1) * window) + 1;

    internal static void Compute(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> scratch)
    {
        var suffixes = scratch[..ScratchLength(window)];
        suffixes[..window].Fill(double.NaN);
        var start = 0;
        for (; start + (Group * window) <= values.Length; start += Group * window)
            FoldGroup(values.Slice(start, Group * window), window, result.Slice(start, Group * window), suffixes);
        for (; start < values.Length; start += window)
        {
            var length = Math.Min(window, values.Length - start);
            FoldBlock(values.Slice(start, length), window, result.Slice(start, length), suffixes);
        }
    }

    private static void FoldGroup(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> suffixes)
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var prefix = ref MemoryMarshal.GetReference(result);
        ref var suffix = ref Unsafe.Add(ref MemoryMarshal.GetReference(suffixes), window);
        double p0 = TOperation.Neutral, p1 = p0, p2 = p0, p3 = p0, s0 = p0, s1 = p0, s2 = p0, s3 = p0;
        int two = 2 * window, three = 3 * window;
        for (int i = 0, j = window - 1; j >= 0; i++, j--)
        {
            Unsafe.Add(ref prefix, i) = p0 = TOperation.Combine(p0, Unsafe.Add(ref source, i));
            Unsafe.Add(ref prefix, window + i) = p1 = TOperation.Combine(p1, Unsafe.Add(ref source, window + i));
            Unsafe.Add(ref prefix, two + i) = p2 = TOperation.Combine(p2, Unsafe.Add(ref source, two + i));
            Unsafe.Add(ref prefix, three + i) = p3 = TOperation.Combine(p3, Unsafe.Add(ref source, three + i));
            Unsafe.Add(ref suffix, j) = s0 = TOperation.Combine(s0, Unsafe.Add(ref source, j));
            Unsafe.Add(ref suffix, window + j) = s1 = TOperation.Combine(s1, Unsafe.Add(ref source, window + j));
            Unsafe.Add(ref suffix, two + j) = s2 = TOperation.Combine(s2, Unsafe.Add(ref source, two + j));
            Unsafe.Add(ref suffix, three + j) = s3 = TOperation.Combine(s3, Unsafe.Add(ref source, three + j));
        }

        // The last row of a block is the block itself: nothing of its own suffix is added.
        for (var block = 1; block <= Group; block++) suffixes[block * window] = TOperation.Neutral;
        Join(result, suffixes.Slice(1, result.Length));
        suffixes.Slice(Group * window, window).CopyTo(suffixes);
    }

    private static void FoldBlock(ReadOnlySpan<double> values, int window, Span<double> result, Span<double> suffixes)
    {
        var fold = TOperation.Neutral;
        for (var i = 0; i < values.Length; i++) result[i] = fold = TOperation.Combine(fold, values[i]);
        suffixes[window] = TOperation.Neutral;
        Join(result, suffixes.Slice(1, result.Length));
        if (values.Length < window) return;
        fold = TOperation.Neutral;
        for (var i = window - 1; i > 0; i--) suffixes[i] = fold = TOperation.Combine(fold, values[i]);
    }

    private static void Join(Span<double> prefixes, ReadOnlySpan<double> suffixes)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= prefixes.Length - width; i += width)
            TOperation.Combine(new Vector<double>(suffixes.Slice(i, width)),
                new Vector<double>(prefixes.Slice(i, width))).CopyTo(prefixes.Slice(i, width));
        for (; i < prefixes.Length; i++) prefixes[i] = TOperation.Combine(suffixes[i], prefixes[i]);
    }
}
