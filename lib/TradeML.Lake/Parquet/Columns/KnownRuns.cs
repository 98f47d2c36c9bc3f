using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// Which values of a column are known, as Parquet's definition levels (0 unknown, 1 known) in its run-length and
/// bit-packing hybrid.
/// </summary>
internal static class KnownRuns
{
    /// <summary>The number of known values, and the levels with their length in four bytes before them.</summary>
    internal static (int Known, byte[] Levels) Of(ReadOnlySpan<float> values)
    {
        var runs = new ArrayBufferWriter<byte>(64);
        var writer = new ThriftWriter(runs);
        writer.Raw(0);
        var known = 0;
        var packed = 4 + 5 + (values.Length / 8) + 1;
        for (var i = 0; i < values.Length;)
        {
            var end = End(values, i);
            var isKnown = !float.IsNaN(values[i]);
            if (isKnown) known += end - i;
            if (runs.WrittenCount < packed)
            {
                writer.Varint((ulong)(end - i) << 1);
                writer.Byte(isKnown ? (byte)1 : (byte)0);
            }

            i = end;
        }

        var levels = runs.WrittenCount < packed ? runs.WrittenSpan.ToArray() : Packed(values);
        BinaryPrimitives.WriteInt32LittleEndian(levels, levels.Length - 4);
        return (known, levels);
    }

    /// <summary>The levels of values of which none is known.</summary>
    internal static byte[] None(int values)
    {
        var run = new ArrayBufferWriter<byte>(16);
        var writer = new ThriftWriter(run);
        writer.Raw(0);
        writer.Varint((ulong)values << 1);
        writer.Byte(0);
        var levels = run.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(levels, levels.Length - 4);
        return levels;
    }

    /// <summary>The end of the run of known, or of unknown, values that begins at a place.</summary>
    internal static int End(ReadOnlySpan<float> values, int start)
    {
        var i = start + 1;
        if (float.IsNaN(values[start]))
        {
            while (i < values.Length && float.IsNaN(values[i])) i++;
            return i;
        }

        var width = Vector<float>.Count;
        for (; i <= values.Length - width; i += width)
        {
            var vector = new Vector<float>(values.Slice(i, width));
            if (!Vector.EqualsAll(vector, vector)) break;
        }

        while (i < values.Length && !float.IsNaN(values[i])) i++;
        return i;
    }

    /// <summary>One bit a value, where runs would take more.</summary>
    private static byte[] Packed(ReadOnlySpan<float> values)
    {
        var groups = (values.Length + 7) / 8;
        var bits = new ArrayBufferWriter<byte>(groups + 9);
        var writer = new ThriftWriter(bits);
        writer.Raw(0);
        writer.Varint(((ulong)groups << 1) | 1);
        for (var group = 0; group < groups; group++)
        {
            var value = 0;
            for (var bit = 0; bit < 8 && (group * 8) + bit < values.Length; bit++)
                if (!float.IsNaN(values[(group * 8) + bit])) value |= 1 << bit;
            writer.Byte((byte)value);
        }

        return bits.WrittenSpan.ToArray();
    }
}
