namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// A column of few distinct values, as dummies and calendar features are: the values, and for each known row its place
/// among them in few bits.
/// </summary>
internal static class FewValues
{
    private const int Most = 16;

    /// <summary>
    /// The distinct known values in the order in which they first appear, compared by their bits; null when there are
    /// none or more than sixteen.
    /// </summary>
    internal static float[]? Of(ReadOnlySpan<float> values)
    {
        Span<float> found = stackalloc float[Most];
        var count = 0;
        var last = float.NaN;
        foreach (var value in values)
        {
            if (float.IsNaN(value) || Same(value, last)) continue;
            last = value;
            if (IndexOf(found[..count], value) >= 0) continue;
            if (count == Most) return null;
            found[count++] = value;
        }

        return count == 0 ? null : found[..count].ToArray();
    }

    /// <summary>
    /// The places of the known values, packed in a power of two of bits, as a page of indices: the bits of a place,
    /// then one packed run.
    /// </summary>
    internal static byte[] Pack(ReadOnlySpan<float> values, int known, float[] distinct)
    {
        var width = distinct.Length <= 2 ? 1 : distinct.Length <= 4 ? 2 : 4;
        var groups = (known + 7) / 8;
        var bytes = new System.Buffers.ArrayBufferWriter<byte>((groups * width) + 8);
        var writer = new ThriftWriter(bytes);
        writer.Byte((byte)width);
        writer.Varint(((ulong)groups << 1) | 1);
        var packed = bytes.GetSpan(groups * width)[..(groups * width)];
        packed.Clear();
        var (bit, index, last) = (0, 0, float.NaN);
        foreach (var value in values)
        {
            if (float.IsNaN(value)) continue;
            if (!Same(value, last)) index = IndexOf(distinct, last = value);
            packed[bit >> 3] |= (byte)(index << (bit & 7));
            bit += width;
        }

        bytes.Advance(packed.Length);
        return bytes.WrittenSpan.ToArray();
    }

    private static int IndexOf(ReadOnlySpan<float> distinct, float value)
    {
        for (var i = 0; i < distinct.Length; i++)
            if (Same(distinct[i], value)) return i;
        return -1;
    }

    private static bool Same(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);
}
