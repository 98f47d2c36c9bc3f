using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Reference;
using TradeML.Lake;
using TradeML.Lake.Csv;
using TradeML.Lake.Writing;

namespace TradeML.Data.Imports;

/// <summary>
/// Imports an index's memberships from a CSV file into reference/index_membership, replacing what the table held.
/// </summary>
public static class IndexMembershipImport
{
    private static readonly string[] Needed = ["index_name", "symbol", "start_date", "end_date"];

    /// <summary>
    /// Imports a file with the columns <c>index_name,symbol,start_date,end_date</c> in any order; an empty end date
    /// means still a member.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="path">The CSV file.</param>
    /// <param name="time">Clock: when the lake learned of it.</param>
    /// <param name="ct">Stops before the table is replaced.</param>
    /// <returns>Number of stays.</returns>
    /// <exception cref="TradeMLException">Bad input: there is no such file, it holds no line, or the header or a line
    /// is not as expected; names the line.</exception>
    public static async Task<int> RunAsync(
        DataLake lake, string path, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        var stays = Read(path).OrderBy(s => s.Index, StringComparer.Ordinal)
            .ThenBy(s => s.Stay.Symbol, StringComparer.Ordinal).ThenBy(s => s.Stay.Start).ToArray();
        if (stays.Length == 0)
            throw new TradeMLException(ErrorKind.BadInput, "The file holds no line.", Path.GetFileName(path),
                "Check the file; the table is as it was.");
        ct.ThrowIfCancellationRequested();
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
            ["known_at"] = Enumerable.Repeat(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), stays.Length)
                .ToArray(),
        }, stays.Length);
        await lake.Writer.WriteAsync(new LakeFileSpec { Table = table, Stem = "part", Supersedes = true }, batch, null,
            ct).ConfigureAwait(false);
        return stays.Length;
    }

    private static IEnumerable<(string Index, IndexStay Stay)> Read(string path)
    {
        using var file = CsvFile.Open(path, "Correct the line; nothing was imported.");
        var at = file.Require(Needed);
        while (file.Read())
        {
            var (index, symbol) = (file.Name(at[0]).ToString(), file.Name(at[1]).ToString());
            var (start, end) = (file.Day(at[2]) ?? throw file.Empty(at[2]), file.Day(at[3]));
            if (end <= start) throw file.Bad(at[3], $"The end date '{file.Text(at[3])}' is not a day after the start.");
            yield return (index, new IndexStay(symbol, start, end));
        }
    }
}
