using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Reference;
using TradeML.Lake;
using TradeML.Lake.Writing;

namespace TradeML.Data.Imports;

/// <summary>Imports an index's memberships from a CSV file into reference/index_membership, replacing what the table held.</summary>
public static class IndexMembershipImport
{
    private static readonly string[] Header = ["index_name", "symbol", "start_date", "end_date"];

    /// <summary>Imports a file with the header <c>index_name,symbol,start_date,end_date</c>; an empty end date means still a member.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="path">The CSV file.</param>
    /// <param name="time">Clock: when the lake learned of it.</param>
    /// <param name="ct">Stops before the table is replaced.</param>
    /// <returns>Number of stays.</returns>
    /// <exception cref="TradeMLException">Bad input: there is no such file, or the header or a line is not as expected; names the line.</exception>
    public static async Task<int> RunAsync(DataLake lake, string path, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        if (!File.Exists(path)) throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        var lines = await File.ReadAllLinesAsync(path, ct).ConfigureAwait(false);
        if (lines.Length == 0 || !lines[0].Split(',').SequenceEqual(Header))
            throw new TradeMLException(ErrorKind.BadInput, $"The file does not begin with the header '{string.Join(',', Header)}'.", path + ":1");
        var stays = lines.Skip(1).Select((line, i) => (Line: line, Number: i + 2)).Where(l => l.Line.Length > 0)
            .Select(l => Parse(l.Line, $"{path}:{l.Number}")).OrderBy(s => s.Index, StringComparer.Ordinal)
            .ThenBy(s => s.Stay.Symbol, StringComparer.Ordinal).ThenBy(s => s.Stay.Start).ToArray();
        var table = lake.Contracts["reference/index_membership"];
        var now = time.GetUtcNow().UtcDateTime;
        var batch = new ColumnBatch(table, new Dictionary<string, Array>
        {
            ["index_id"] = stays.Select(s => (string?)s.Index).ToArray(),
            ["symbol"] = stays.Select(s => (string?)s.Stay.Symbol).ToArray(),
            ["start_date"] = stays.Select(s => s.Stay.Start).ToArray(),
            ["end_date"] = stays.Select(s => s.Stay.End).ToArray(),
            ["source_name"] = stays.Select(_ => (string?)"file").ToArray(),
            ["source_priority"] = new long[stays.Length],
            ["known_at"] = Enumerable.Repeat(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), stays.Length).ToArray(),
        }, stays.Length);
        await lake.Writer.WriteAsync(new LakeFileSpec { Table = table, Stem = "part", Supersedes = true }, batch, null, ct).ConfigureAwait(false);
        return stays.Length;
    }

    private static (string Index, IndexStay Stay) Parse(string line, string place)
    {
        var fields = line.Split(',');
        if (fields.Length != 4 || fields[0].Length == 0 || fields[1].Length == 0 || !TryDay(fields[2], out var start))
            throw new TradeMLException(ErrorKind.BadInput, "A line needs an index, a symbol, a start date and an end date or nothing.", place);
        if (fields[3].Length == 0) return (fields[0], new IndexStay(fields[1], start, null));
        if (!TryDay(fields[3], out var end) || end <= start)
            throw new TradeMLException(ErrorKind.BadInput, $"The end date '{fields[3]}' is not a day after the start.", place);
        return (fields[0], new IndexStay(fields[1], start, end));
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
