using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>Decodes fixed-width values, an unknown value being a given one (NaN for numbers).</summary>
public static class NumberColumn
{
    /// <summary>Decodes a column of one row group.</summary>
    /// <typeparam name="TStored">The stored type.</typeparam>
    /// <typeparam name="T">The wanted type.</typeparam>
    /// <param name="pages">The pages.</param>
    /// <param name="optional">Whether values may be unknown.</param>
    /// <param name="result">Receives a value a row.</param>
    /// <param name="unknown">What stands for an unknown value.</param>
    /// <param name="convert">Widens a stored value; null where the types are the same.</param>
    public static void Decode<TStored, T>(
        ColumnPages pages, bool optional, Span<T> result, T unknown, Func<TStored, T>? convert)
        where TStored : unmanaged
        where T : unmanaged
    {
        TStored[] dictionary = [];
        int[] indices = Rent(pages.Values), known = optional ? Rent(pages.Values) : [];
        try
        {
            while (result.Length > 0)
            {
                if (!pages.Next(out var header, out var page))
                    throw new InvalidDataException("A column has fewer values than rows.");
                if (header.Kind == ParquetCodes.DictionaryPage)
                {
                    dictionary = MemoryMarshal.Cast<byte, TStored>(page)[..header.Values].ToArray();
                    continue;
                }

                var target = result[..header.Values];
                result = result[header.Values..];
                var count = optional ? ColumnPages.TakeLevels(ref page, target.Length, known) : target.Length;
                if (header.Encoding == ParquetCodes.Plain)
                    Values(MemoryMarshal.Cast<byte, TStored>(page)[..count], target, convert);
                else
                {
                    if (count > 0) HybridRuns.Decode(page[1..], page[0], indices.AsSpan(0, count));
                    for (var i = 0; i < count; i++)
                        target[i] = convert is null
                            ? Unsafe.BitCast<TStored, T>(dictionary[indices[i]])
                            : convert(dictionary[indices[i]]);
                }

                if (count == target.Length) continue;
                for (var row = target.Length - 1; row >= 0; row--)
                    target[row] = known[row] == 1 ? target[--count] : unknown;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(indices);
            if (optional) ArrayPool<int>.Shared.Return(known);
        }
    }

    private static int[] Rent(int length) => ArrayPool<int>.Shared.Rent(length);

    private static void Values<TStored, T>(ReadOnlySpan<TStored> stored, Span<T> target, Func<TStored, T>? convert)
        where TStored : unmanaged
        where T : unmanaged
    {
        if (convert is null) MemoryMarshal.Cast<TStored, T>(stored).CopyTo(target);
        else for (var i = 0; i < stored.Length; i++) target[i] = convert(stored[i]);
    }
}
