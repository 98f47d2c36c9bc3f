using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// The encoded bytes of one row group: values plain and not compressed (the mantissas of features do not compress),
/// what repeats as runs.
/// </summary>
public sealed class WrittenGroup
{
    private readonly ArrayBufferWriter<byte> bytes;
    private readonly ThriftWriter thrift;

    /// <summary>An empty group.</summary>
    /// <param name="capacity">Bytes to start with.</param>
    public WrittenGroup(int capacity) => thrift = new(bytes = new ArrayBufferWriter<byte>(capacity));

    /// <summary>The columns so far.</summary>
    public List<WrittenColumn> Columns { get; } = [];

    /// <summary>Rows of the group.</summary>
    public int Rows { get; private set; }

    /// <summary>Its pages, one column after the other.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.WrittenMemory;

    /// <summary>Empties the buffer for the next group.</summary>
    public void Reset(int rows)
    {
        bytes.ResetWrittenCount();
        Columns.Clear();
        Rows = rows;
    }

    /// <summary>Text by runs of rows: a dictionary and its repeated indices. Texts are ascending.</summary>
    public void Add(IReadOnlyList<(string Text, int Rows)> runs)
    {
        var dictionary = bytes.WrittenCount;
        var texts = runs.Select(r => Encoding.UTF8.GetBytes(r.Text)).ToArray();
        PageHeader(ParquetCodes.DictionaryPage, texts.Sum(t => t.Length + 4), texts.Length, ParquetCodes.Plain);
        foreach (var text in texts)
        {
            thrift.Raw(text.Length);
            thrift.Raw(text);
        }

        var width = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, runs.Count - 1)) + 1);
        var indices = new ArrayBufferWriter<byte>();
        var writer = new ThriftWriter(indices);
        writer.Byte((byte)width);
        for (var i = 0; i < runs.Count; i++)
        {
            writer.Varint((ulong)runs[i].Rows << 1);
            for (var shift = 0; shift < width; shift += 8) writer.Byte((byte)(i >> shift));
        }

        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, indices.WrittenCount, Rows, ParquetCodes.RleDictionary);
        thrift.Raw(indices.WrittenSpan);
        Columns.Add(new(dictionary, data, bytes.WrittenCount, 0, texts[0], texts[^1]));
    }

    /// <summary>Days since 1970-01-01.</summary>
    public void Add(ReadOnlySpan<int> days)
    {
        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, days.Length * sizeof(int), days.Length, ParquetCodes.Plain);
        thrift.Raw(MemoryMarshal.AsBytes(days));
        int least = int.MaxValue, greatest = int.MinValue;
        foreach (var day in days) (least, greatest) = (Math.Min(least, day), Math.Max(greatest, day));
        Columns.Add(
            new(-1, data, bytes.WrittenCount, 0, BitConverter.GetBytes(least), BitConverter.GetBytes(greatest)));
    }

    /// <summary>Microseconds since 1970-01-01 in UTC.</summary>
    public void Add(ReadOnlySpan<long> instants)
    {
        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, instants.Length * sizeof(long), instants.Length, ParquetCodes.Plain);
        thrift.Raw(MemoryMarshal.AsBytes(instants));
        long least = long.MaxValue, greatest = long.MinValue;
        foreach (var instant in instants) (least, greatest) = (Math.Min(least, instant), Math.Max(greatest, instant));
        Columns.Add(
            new(-1, data, bytes.WrittenCount, 0, BitConverter.GetBytes(least), BitConverter.GetBytes(greatest)));
    }

    /// <summary>Numbers of which NaN is NULL.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        var (known, levels) = KnownRuns.Of(values);
        if (FewValues.Of(values) is { } few)
        {
            AddFew(values, known, levels, few);
            return;
        }

        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, levels.Length + (known * sizeof(float)), values.Length, ParquetCodes.Plain);
        thrift.Raw(levels);
        for (var i = 0; i < values.Length;)
        {
            var end = KnownRuns.End(values, i);
            if (!float.IsNaN(values[i])) thrift.Raw(MemoryMarshal.AsBytes(values[i..end]));
            i = end;
        }

        Columns.Add(new(-1, data, bytes.WrittenCount, values.Length - known));
    }

    /// <summary>A column of which nothing is known, the same bytes as of so many NaN.</summary>
    public void AddUnknown()
    {
        var levels = KnownRuns.None(Rows);
        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, levels.Length, Rows, ParquetCodes.Plain);
        thrift.Raw(levels);
        Columns.Add(new(-1, data, bytes.WrittenCount, Rows));
    }

    /// <summary>A column that was encoded before.</summary>
    public void Add(WrittenColumn column, ReadOnlySpan<byte> encoded)
    {
        thrift.Raw(encoded);
        Columns.Add(column);
    }

    private void AddFew(ReadOnlySpan<float> values, int known, byte[] levels, float[] few)
    {
        var dictionary = bytes.WrittenCount;
        PageHeader(ParquetCodes.DictionaryPage, few.Length * sizeof(float), few.Length, ParquetCodes.Plain);
        thrift.Raw(MemoryMarshal.AsBytes(few.AsSpan()));
        var places = FewValues.Pack(values, known, few);
        var data = bytes.WrittenCount;
        PageHeader(ParquetCodes.DataPage, levels.Length + places.Length, values.Length, ParquetCodes.RleDictionary);
        thrift.Raw(levels);
        thrift.Raw(places);
        Columns.Add(new(dictionary, data, bytes.WrittenCount, values.Length - known));
    }

    private void PageHeader(int type, int size, int values, int encoding)
    {
        var header = new ThriftWriter(bytes);
        header.Integer(1, type);
        header.Integer(2, size);
        header.Integer(3, size);
        header.Begin(type == ParquetCodes.DictionaryPage ? 7 : 5);
        header.Integer(1, values);
        header.Integer(2, encoding);
        if (type == ParquetCodes.DataPage)
        {
            header.Integer(3, ParquetCodes.Rle);
            header.Integer(4, ParquetCodes.Rle);
        }

        header.End();
        header.End();
    }
}
