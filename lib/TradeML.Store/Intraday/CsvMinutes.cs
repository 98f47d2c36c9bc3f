using System.Globalization;

namespace TradeML.Store.Intraday;

/// <summary>Reads minute bars from a CSV file with a header line; instants are ISO 8601 with <c>Z</c> or an offset.</summary>
internal static class CsvMinutes
{
    private const int BatchRows = 65_536;

    internal static IEnumerable<MinuteBatch> Read(MinutePlace place)
    {
        using var reader = new StreamReader(place.Path);
        var header = reader.ReadLine() ?? throw place.Unreadable("The file is empty.");
        if (header.Contains('\0')) throw place.Unreadable("The file is no text.");
        var columns = header.Split(',').Select(name => name.Trim().Trim('"').ToLowerInvariant()).ToList();
        place.RequireColumns(columns.Contains);
        int[] at = [columns.IndexOf(MinuteColumn.Symbol), columns.IndexOf(MinuteColumn.Start), .. MinuteColumn.Numbers.Select(name => columns.IndexOf(name))];
        var lines = new List<string>(BatchRows);
        for (long first = 0; ;)
        {
            while (lines.Count < BatchRows && reader.ReadLine() is { } line)
            {
                if (line.Length == 0 && reader.Peek() < 0) break;
                lines.Add(line);
            }

            if (lines.Count == 0) yield break;
            yield return Parse(place, first, lines, columns.Count, at);
            first += lines.Count;
            lines.Clear();
        }
    }

    private static MinuteBatch Parse(MinutePlace place, long first, List<string> lines, int fields, int[] at)
    {
        var names = new List<string>();
        var batch = new MinuteBatch(first, names, new int[lines.Count], new long[lines.Count], [.. at[2..].Select(column => column < 0 ? null : new double[lines.Count])]);
        var ranges = new Range[fields + 1];
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].AsSpan();
            if (line.Split(ranges, ',') != fields) throw place.Bad(first + i, "1", $"The line has another number of fields than the header ({fields}).", "Correct the line.");
            var symbol = Field(line, ranges[at[0]]);
            if (symbol.Length > 0 && (names.Count == 0 || !symbol.SequenceEqual(names[^1]))) names.Add(symbol.ToString());
            batch.Symbol[i] = symbol.Length == 0 ? -1 : names.Count - 1;
            batch.Ticks[i] = Instant(place, first + i, Field(line, ranges[at[1]]));
            for (var column = 0; column < batch.Numbers.Length; column++)
            {
                if (batch.Numbers[column] is not { } values) continue;
                var text = Field(line, ranges[at[2 + column]]);
                values[i] = double.NaN;
                if (text.Length > 0 && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                    throw place.Bad(first + i, MinuteColumn.Numbers[column], $"Column '{MinuteColumn.Numbers[column]}' holds '{text}', which is not a number.");
            }
        }

        return batch;
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> line, Range range)
    {
        var text = line[range].Trim();
        return text is ['"', .., '"'] ? text[1..^1] : text;
    }

    private static long Instant(MinutePlace place, long row, ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return long.MinValue;
        const string Remedy = "Write instants as 2024-03-04T14:30:00Z.";
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            throw place.Bad(row, MinuteColumn.Start, $"Column 'ts' holds '{text}', which is not an instant.", Remedy);
        var time = text[Math.Min(10, text.Length)..];
        if (!time.Contains('Z') && !time.Contains('+') && !time.Contains('-'))
            throw place.Bad(row, MinuteColumn.Start, $"Column 'ts' holds '{text}', without a time zone.", Remedy);
        return instant.UtcTicks;
    }
}
