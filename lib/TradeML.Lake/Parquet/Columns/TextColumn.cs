using System.Buffers.Binary;
using System.Text;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// Decodes a column of texts into runs of equal ones: as many texts as there are runs, not as there are rows.
/// </summary>
public static class TextColumn
{
    /// <summary>Decodes one row group.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="optional">Whether texts may be unknown.</param>
    /// <param name="codes">Receives each row's index among the runs, −1 for an unknown text.</param>
    /// <returns>The text of each run; neighbours differ.</returns>
    public static List<string> Decode(ColumnPages pages, bool optional, Span<int> codes)
    {
        var runs = new List<string>();
        string[] dictionary = [];
        int[] known = [];
        while (codes.Length > 0)
        {
            if (!pages.Next(out var header, out var page))
                throw new InvalidDataException("A column has fewer values than rows.");
            if (header.Kind == ParquetCodes.DictionaryPage)
            {
                dictionary = new string[header.Values];
                for (var i = 0; i < dictionary.Length; i++) dictionary[i] = Encoding.UTF8.GetString(Take(ref page));
                continue;
            }

            var target = codes[..header.Values];
            codes = codes[header.Values..];
            if (optional && known.Length < target.Length) known = new int[target.Length];
            var count = optional ? ColumnPages.TakeLevels(ref page, target.Length, known) : target.Length;
            if (header.Encoding == ParquetCodes.Plain) Plain(page, target[..count], runs);
            else if (count > 0) Indexed(page, target[..count], dictionary, runs);
            if (count == target.Length) continue;
            for (var row = target.Length - 1; row >= 0; row--) target[row] = known[row] == 1 ? target[--count] : -1;
        }

        return runs;
    }

    private static void Plain(ReadOnlySpan<byte> page, Span<int> target, List<string> runs)
    {
        var last = runs.Count == 0 ? [] : Encoding.UTF8.GetBytes(runs[^1]).AsSpan();
        for (var row = 0; row < target.Length; row++)
        {
            var text = Take(ref page);
            if (runs.Count == 0 || !text.SequenceEqual(last))
            {
                runs.Add(Encoding.UTF8.GetString(text));
                last = text.ToArray();
            }

            target[row] = runs.Count - 1;
        }
    }

    private static void Indexed(ReadOnlySpan<byte> page, Span<int> target, string[] dictionary, List<string> runs)
    {
        HybridRuns.Decode(page[1..], page[0], target);
        var last = -1;
        for (var row = 0; row < target.Length; row++)
        {
            var index = target[row];
            if (index != last
                && (runs.Count == 0 || !string.Equals(runs[^1], dictionary[index], StringComparison.Ordinal)))
                runs.Add(dictionary[index]);
            last = index;
            target[row] = runs.Count - 1;
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> page)
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(page);
        var text = page.Slice(4, size);
        page = page[(4 + size)..];
        return text;
    }
}
