using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Csv;
using TradeML.Lake.Writing;

namespace TradeML.Data.Imports;

/// <summary>
/// Imports the memberships of one or more indexes from a CSV file into reference/index_membership. It replaces what the
/// table held of the indexes that the file names; the others stay.
/// </summary>
public static class IndexMembershipImport
{
    private const string Table = "reference/index_membership";
    private static readonly string[] Needed = ["index_name", "symbol", "start_date", "end_date"];

    /// <summary>
    /// Imports a file with the columns <c>index_name,symbol,start_date,end_date</c> in any order; an empty end date
    /// means still a member.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="path">The CSV file.</param>
    /// <param name="time">Clock: when the lake learned of what is new.</param>
    /// <param name="ct">Stops before the table is replaced.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such file, it holds no line, the header or a line is
    /// not as expected, or two stays of a symbol in an index overlap; names the line.</exception>
    public static async Task<MembersSummary> RunAsync(
        DataLake lake, string path, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        var read = Read(path);
        var now = time.GetUtcNow().UtcDateTime;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var held = Held(lake).OrderBy(s => s.KnownAt).DistinctBy(s => s with { KnownAt = default }).ToList();
        var named = read.Select(s => s.Index).ToHashSet(StringComparer.Ordinal);
        var known = held.ToDictionary(s => s with { KnownAt = default }, s => s.KnownAt);
        var stays = read.ConvertAll(s => s with { KnownAt = known.GetValueOrDefault(s, now) });
        var others = held.Where(s => !named.Contains(s.Index)).ToList();
        var dropped = held.Count(s => named.Contains(s.Index)) - stays.Count(s => known.ContainsKey(
            s with { KnownAt = default }));
        Stay[] all = [.. stays.Concat(others).OrderBy(s => s.Index, StringComparer.Ordinal)
            .ThenBy(s => s.Symbol, StringComparer.Ordinal).ThenBy(s => s.Start)];
        ct.ThrowIfCancellationRequested();
        var table = lake.Contracts[Table];
        await lake.Writer.WriteAsync(new LakeFileSpec { Table = table, Stem = "part", Supersedes = true },
            Batch(table, all), null, ct).ConfigureAwait(false);
        return new(stays.Count, [.. named.Order(StringComparer.Ordinal)], dropped, others.Count);
    }

    /// <summary>Refuses a file that can't be imported, before a lake is opened for it.</summary>
    /// <param name="path">The CSV file.</param>
    /// <exception cref="TradeMLException">Bad input: as for the import.</exception>
    public static void Check(string path) => Read(path);

    private static ColumnBatch Batch(TableContract table, Stay[] stays) => new(table, new Dictionary<string, Array>
    {
        ["index_id"] = stays.Select(s => (string?)s.Index).ToArray(),
        ["symbol"] = stays.Select(s => (string?)s.Symbol).ToArray(),
        ["start_date"] = stays.Select(s => s.Start).ToArray(),
        ["end_date"] = stays.Select(s => s.End).ToArray(),
        ["source_name"] = stays.Select(_ => (string?)"file").ToArray(),
        ["source_priority"] = new long[stays.Length],
        ["known_at"] = stays.Select(s => s.KnownAt).ToArray(),
    }, stays.Length);

    private static List<Stay> Held(DataLake lake)
    {
        using var session = lake.OpenSession();
        session.Register(Table);
        var rows = session.Query(
            "SELECT index_id, symbol, start_date, end_date, known_at FROM reference.index_membership");
        var (index, symbol, start, end, known) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.NullableDates(3),
            rows.Instants(4));
        return [.. Enumerable.Range(0, rows.RowCount)
            .Select(i => new Stay(index[i]!, symbol[i]!, start[i], end[i], known[i]))];
    }

    private static List<Stay> Read(string path)
    {
        using var file = CsvFile.Open(path, "Correct the line; nothing was imported.");
        var at = file.Require(Needed);
        var stays = new List<(Stay Stay, long Line)>();
        while (file.Read())
        {
            var (index, symbol) = (file.Name(at[0]).ToString(), file.Name(at[1]).ToString());
            var (start, end) = (file.Day(at[2]) ?? throw file.Empty(at[2]), file.Day(at[3]));
            if (end <= start) throw file.Bad(at[3], $"The end date '{file.Text(at[3])}' is not a day after the start.");
            stays.Add((new(index, symbol, start, end, default), file.Line));
        }

        if (stays.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput, "The file holds no line.", Path.GetFileName(path),
                "Check the file; the table is as it was.");
        foreach (var group in stays.GroupBy(s => (s.Stay.Index, s.Stay.Symbol)))
        {
            var ordered = group.OrderBy(s => s.Stay.Start).ToList();
            foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
            {
                if (before.Stay.End <= after.Stay.Start) continue;
                var (first, second) = before.Line < after.Line ? (before, after) : (after, before);
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"{group.Key.Symbol} is in {group.Key.Index} twice at once: from {first.Stay.Start:yyyy-MM-dd} "
                        + $"(line {first.Line}) and from {second.Stay.Start:yyyy-MM-dd} (line {second.Line}).",
                    file.Place(second.Line, "start_date"), "Correct one of the lines; nothing was imported.");
            }
        }

        return stays.ConvertAll(s => s.Stay);
    }

    private readonly record struct Stay(string Index, string Symbol, DateOnly Start, DateOnly? End, DateTime KnownAt);
}
