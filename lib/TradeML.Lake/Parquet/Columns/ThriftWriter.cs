using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// Writes the compact protocol of Thrift, in which a Parquet file describes itself: fields in ascending order, integers
/// as zigzag varints.
/// </summary>
/// <param name="output">Receives the bytes.</param>
internal sealed class ThriftWriter(ArrayBufferWriter<byte> output)
{
    private const int True = 1, Int32 = 5, Int64 = 6, Binary = 8, List = 9, Struct = 12;
    private readonly Stack<int> outer = new();
    private int last;

    internal void Integer(int field, int value) => Number(field, Int32, value);

    internal void Long(int field, long value) => Number(field, Int64, value);

    /// <summary>A truth that holds; one that does not is left out.</summary>
    internal void Truth(int field) => Header(field, True);

    internal void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Header(field, Binary);
        Item(value);
    }

    /// <summary>Begins a structure; <see cref="End"/> ends it.</summary>
    internal void Begin(int field)
    {
        Header(field, Struct);
        BeginItem();
    }

    /// <summary>Begins a structure that is an item of a list.</summary>
    internal void BeginItem()
    {
        outer.Push(last);
        last = 0;
    }

    internal void End()
    {
        Byte(0);
        if (outer.TryPop(out var before)) last = before;
    }

    internal void Structs(int field, int count) => Items(field, count, Struct);

    internal void Integers(int field, params ReadOnlySpan<int> values)
    {
        Items(field, values.Length, Int32);
        foreach (var value in values) Varint(ZigZag(value));
    }

    internal void Texts(int field, string value)
    {
        Items(field, 1, Binary);
        Item(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Appends raw bytes.</summary>
    internal void Raw(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    /// <summary>Appends a 32-bit integer, little-endian.</summary>
    internal void Raw(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    internal void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    internal void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void Item(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        Raw(value);
    }

    private void Items(int field, int count, int type)
    {
        Header(field, List);
        if (count < 15)
        {
            Byte((byte)((count << 4) | type));
            return;
        }

        Byte((byte)(0xF0 | type));
        Varint((ulong)count);
    }

    private void Number(int field, int type, long value)
    {
        Header(field, type);
        Varint(ZigZag(value));
    }

    private void Header(int field, int type)
    {
        if (field - last is var step and > 0 and < 16) Byte((byte)((step << 4) | type));
        else
        {
            Byte((byte)type);
            Varint(ZigZag(field));
        }

        last = field;
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
