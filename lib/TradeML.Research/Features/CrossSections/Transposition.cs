using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Turns blocks of eight by eight values from one order to the other; where the processor can't, nobody asks.
/// </summary>
internal static class Transposition
{
    internal const int Size = 8;

    internal static bool IsFast => Avx.IsSupported;

    /// <summary>
    /// Reads eight runs of eight values, run i at <paramref name="starts"/>[i], and writes value j of run i to
    /// <c>target[j × stride + i]</c>.
    /// </summary>
    internal static void Gather(ReadOnlySpan<float> source, ReadOnlySpan<int> starts, Span<float> target, int stride)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var block = default(Block);
        for (var i = 0; i < Size; i++) block[i] = Vector256.LoadUnsafe(ref from, (nuint)starts[i]);
        Turn(ref block);
        for (var j = 0; j < Size; j++) block[j].StoreUnsafe(ref to, (nuint)(j * stride));
    }

    /// <summary>The reverse of <see cref="Gather"/>.</summary>
    internal static void Scatter(ReadOnlySpan<float> source, int stride, Span<float> target, ReadOnlySpan<int> starts)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var block = default(Block);
        for (var j = 0; j < Size; j++) block[j] = Vector256.LoadUnsafe(ref from, (nuint)(j * stride));
        Turn(ref block);
        for (var i = 0; i < Size; i++) block[i].StoreUnsafe(ref to, (nuint)starts[i]);
    }

    private static void Turn(ref Block b)
    {
        Vector256<float> a0 = Avx.UnpackLow(b[0], b[1]), a1 = Avx.UnpackHigh(b[0], b[1]),
            a2 = Avx.UnpackLow(b[2], b[3]), a3 = Avx.UnpackHigh(b[2], b[3]);
        Vector256<float> a4 = Avx.UnpackLow(b[4], b[5]), a5 = Avx.UnpackHigh(b[4], b[5]),
            a6 = Avx.UnpackLow(b[6], b[7]), a7 = Avx.UnpackHigh(b[6], b[7]);
        Vector256<float> c0 = Avx.Shuffle(a0, a2, 0x44), c1 = Avx.Shuffle(a0, a2, 0xEE), c2 = Avx.Shuffle(a1, a3, 0x44),
            c3 = Avx.Shuffle(a1, a3, 0xEE);
        Vector256<float> c4 = Avx.Shuffle(a4, a6, 0x44), c5 = Avx.Shuffle(a4, a6, 0xEE), c6 = Avx.Shuffle(a5, a7, 0x44),
            c7 = Avx.Shuffle(a5, a7, 0xEE);
        b[0] = Avx.Permute2x128(c0, c4, 0x20);
        b[1] = Avx.Permute2x128(c1, c5, 0x20);
        b[2] = Avx.Permute2x128(c2, c6, 0x20);
        b[3] = Avx.Permute2x128(c3, c7, 0x20);
        b[4] = Avx.Permute2x128(c0, c4, 0x31);
        b[5] = Avx.Permute2x128(c1, c5, 0x31);
        b[6] = Avx.Permute2x128(c2, c6, 0x31);
        b[7] = Avx.Permute2x128(c3, c7, 0x31);
    }

    [InlineArray(Size)]
    private struct Block
    {
        private Vector256<float> first;
    }
}
