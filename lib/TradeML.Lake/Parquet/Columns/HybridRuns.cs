using System.Buffers.Binary;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>Decodes Parquet's hybrid of run lengths and bit packing.</summary>
internal static class HybridRuns
{
    /// <summary>Decodes as many integers as the result takes.</summary>
    /// <param name="bytes">The runs.</param>
    /// <param name="width">Bits of a value, 0 to 32.</param>
    /// <param name="result">Receives the values.</param>
    internal static void Decode(ReadOnlySpan<byte> bytes, int width, Span<int> result)
    {
        if (width is < 0 or > 32)
            throw new InvalidDataException("A page packs values in an impossible number of bits.");
        if (width == 0)
        {
            result.Clear();
            return;
        }

        while (result.Length > 0)
        {
            var thrift = new ThriftReader(bytes);
            var header = thrift.Varint();
            bytes = bytes[thrift.Position..];
            if ((header & 1) == 0)
            {
                var count = (int)Math.Min((ulong)result.Length, header >> 1);
                if (count == 0) throw new InvalidDataException("A page holds an empty run.");
                var value = 0;
                var size = (width + 7) / 8;
                for (var i = 0; i < size; i++) value |= bytes[i] << (8 * i);
                result[..count].Fill(value);
                bytes = bytes[size..];
                result = result[count..];
            }
            else
            {
                var count = (int)Math.Min((ulong)result.Length, (header >> 1) * 8);
                if (count == 0) throw new InvalidDataException("A page holds an empty run.");
                Unpack(bytes, width, result[..count]);
                bytes = bytes[(int)Math.Min((ulong)bytes.Length, (header >> 1) * (ulong)width)..];
                result = result[count..];
            }
        }
    }

    /// <summary>
    /// Whether the runs are one run of a value that covers the count: no value unknown, which is the usual case.
    /// </summary>
    internal static bool IsOneRun(ReadOnlySpan<byte> bytes, int value, int count)
    {
        if (bytes.Length < 2) return false;
        var thrift = new ThriftReader(bytes);
        var header = thrift.Varint();
        return (header & 1) == 0 && header >> 1 >= (ulong)count && bytes[thrift.Position] == value;
    }

    private static void Unpack(ReadOnlySpan<byte> bytes, int width, Span<int> result)
    {
        var mask = (uint)((1UL << width) - 1);
        var bit = 0L;
        var i = 0;
        for (; i < result.Length && (bit >> 3) + 8 <= bytes.Length; i++, bit += width)
            result[i] =
                (int)((uint)(BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]) >> (int)(bit & 7))
                    & mask);
        Span<byte> tail = stackalloc byte[8];
        for (; i < result.Length; i++, bit += width)
        {
            var at = (int)(bit >> 3);
            tail.Clear();
            bytes[at..Math.Min(bytes.Length, at + 8)].CopyTo(tail);
            result[i] = (int)((uint)(BinaryPrimitives.ReadUInt64LittleEndian(tail) >> (int)(bit & 7)) & mask);
        }
    }
}
