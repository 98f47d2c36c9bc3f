using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Parquet.Meta;
using Snappier;
using ZstdSharp;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// The pages of one column of one row group, decompressed one after the other into the same buffer. For the plain and
/// dictionary encodings and the codecs that DuckDB, Arrow and Polars write by default; <see cref="CanRead"/> says
/// whether a column is among them.
/// </summary>
public sealed class ColumnPages : IDisposable
{
    private readonly ColumnMetaData column;
    private readonly byte[] chunk;
    private readonly int length;
    private readonly Decompressor? zstd;
    private byte[] buffer = [];
    private int position;

    /// <summary>Reads the column's bytes of one row group.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="column">What its footer says of the column.</param>
    /// <exception cref="InvalidDataException">The column does not lie within the file.</exception>
    public ColumnPages(SafeFileHandle file, ColumnMetaData column)
    {
        this.column = column;
        var start = column.DictionaryPageOffset is > 0 and var dictionary
            ? Math.Min(dictionary, column.DataPageOffset)
            : column.DataPageOffset;
        length = checked((int)column.TotalCompressedSize);
        if (start < 0 || length < 0 || start + length > RandomAccess.GetLength(file))
            throw new InvalidDataException("A column lies outside the file.");
        chunk = ArrayPool<byte>.Shared.Rent(length);
        if (RandomAccess.Read(file, chunk.AsSpan(0, length), start) != length)
            throw new InvalidDataException("The file ends within a column.");
        zstd = column.Codec == CompressionCodec.ZSTD ? new Decompressor() : null;
    }

    /// <summary>Number of values of the column in this row group.</summary>
    public int Values => checked((int)column.NumValues);

    /// <summary>Whether the column's compression and encodings are read here; others go to DuckDB.</summary>
    public static bool CanRead(ColumnMetaData? column) =>
        column is not null
            && column.Codec is CompressionCodec.UNCOMPRESSED or CompressionCodec.SNAPPY or CompressionCodec.ZSTD
        && column.Encodings
            .TrueForAll(e =>
                e is Encoding.PLAIN or Encoding.PLAIN_DICTIONARY or Encoding.RLE or Encoding.RLE_DICTIONARY);

    /// <summary>Whether its first page of values is of the kind that is read here.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="column">What its footer says of the column.</param>
    internal static bool BeginsPlainly(SafeFileHandle file, ColumnMetaData column)
    {
        Span<byte> start = stackalloc byte[16];
        var length = RandomAccess.Read(file, start, column.DataPageOffset);
        return length > 0 && PageHeader.KindOf(start[..length]) == ParquetCodes.DataPage;
    }

    /// <summary>The next page: its header and bytes, which hold until the next call; false at the end.</summary>
    internal bool Next(out PageHeader header, out ReadOnlySpan<byte> page)
    {
        header = default;
        page = default;
        if (position >= length) return false;
        header = PageHeader.Read(chunk.AsSpan(position, length - position));
        if (header.Kind is not (ParquetCodes.DataPage or ParquetCodes.DictionaryPage))
            throw new InvalidDataException("A page is of an unknown kind.");
        position += header.Length;
        var raw = chunk.AsSpan(position, length - position)[..header.Size];
        position += header.Size;
        if (column.Codec == CompressionCodec.UNCOMPRESSED)
        {
            page = raw;
            return true;
        }

        if (buffer.Length < header.PlainSize)
        {
            if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(header.PlainSize);
        }

        var target = buffer.AsSpan(0, header.PlainSize);
        var written = zstd is null ? Snappy.Decompress(raw, target) : zstd.Unwrap(raw, target);
        if (written != target.Length) throw new InvalidDataException("A page has another size than its header says.");
        page = target;
        return true;
    }

    /// <summary>Takes the definition levels off the front of a data page of an optional column.</summary>
    /// <param name="page">The page; afterwards its values.</param>
    /// <param name="values">Number of values, unknown ones included.</param>
    /// <param name="known">Receives 1 or 0 a value, unless all are known.</param>
    /// <returns>The number of known values.</returns>
    public static int TakeLevels(ref ReadOnlySpan<byte> page, int values, Span<int> known)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(page);
        var levels = page.Slice(4, size);
        page = page[(4 + size)..];
        if (HybridRuns.IsOneRun(levels, 1, values)) return values;
        HybridRuns.Decode(levels, 1, known[..values]);
        return known[..values].Count(1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        zstd?.Dispose();
        ArrayPool<byte>.Shared.Return(chunk);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }
}
