using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TradeML.Research.Panels;

namespace TradeML.Store.Tables;

/// <summary>
/// Hashes of exactly the rows of a panel that a year's results depend on. Of the rows before those only this enters:
/// the product of their steps, since prices are made comparable forward from the first row, and their number where it
/// decides how sums over windows are cut.
/// </summary>
/// <param name="panel">The panel.</param>
/// <param name="threads">Threads, at least 1; the hashes do not depend on it.</param>
internal sealed class PanelYears(Panel panel, int threads)
{
    private readonly int[] days = Array.ConvertAll(panel.Sessions, s => s.DayNumber);
    private readonly int[] yearOf = Array.ConvertAll(panel.Sessions, s => s.Year);

    /// <summary>
    /// The hash of each year whose rows depend on themselves, on rows of their symbol before them, and on the other
    /// symbols of their day.
    /// </summary>
    /// <param name="rowsBack">Rows before a row that it depends on.</param>
    internal Dictionary<int, string> Behind(int rowsBack) => Of((symbol, _, first, end) =>
    {
        var from = (int)Math.Max(panel.RowStarts[symbol], (long)first - rowsBack);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes([(double)(from - panel.RowStarts[symbol])]));
        Add(hash, symbol, from, end);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    });

    /// <summary>The hash of each year whose rows depend on themselves and on what comes after them.</summary>
    /// <param name="sessionsAhead">Sessions after a row that it depends on; beyond them only whether the symbol trades
    /// on.</param>
    /// <param name="fromBeginning">Whether they depend on all rows of their symbol before them, too.</param>
    /// <param name="more">What else is known of a symbol.</param>
    internal Dictionary<int, string> Ahead(int sessionsAhead, bool fromBeginning, Func<string, string> more) =>
        Of((symbol, year, first, _) =>
    {
        var last = Math.Min((long)Array.LastIndexOf(yearOf, year) + sessionsAhead, days.Length - 1);
        var (start, stop) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1]);
        var end = first;
        while (end < stop && panel.Day[end] <= last) end++;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(days.AsSpan(Array.IndexOf(yearOf, year)..(int)(last + 1))));
        hash.AppendData(Encoding.UTF8.GetBytes($"{(end < stop ? "on" : "end")} {more(panel.Symbols[symbol])}\n"));
        Add(hash, symbol, fromBeginning ? start : first, end);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    });

    private Dictionary<int, string> Of(Func<int, int, int, int, string> hashOf)
    {
        var lines = new List<(int Year, string Line)>[panel.SymbolCount];
        Parallel.For(0, panel.SymbolCount, new ParallelOptions { MaxDegreeOfParallelism = threads }, symbol =>
        {
            var own = lines[symbol] = [];
            for (var first = panel.RowStarts[symbol]; first < panel.RowStarts[symbol + 1];)
            {
                var (year, end) = (yearOf[panel.Day[first]], first + 1);
                while (end < panel.RowStarts[symbol + 1] && yearOf[panel.Day[end]] == year) end++;
                own.Add((year, $"{panel.Symbols[symbol]} {hashOf(symbol, year, first, end)}"));
                first = end;
            }
        });
        return lines.SelectMany(l => l).GroupBy(l => l.Year).ToDictionary(
            y => y.Key,
            y =>
                Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', y.Select(l => l.Line))))));
    }

    private void Add(IncrementalHash hash, int symbol, int first, int end)
    {
        Span<double> before = [1, 1, 1];
        for (var row = panel.RowStarts[symbol]; row < first; row++)
        {
            before[0] *= panel.PriceStep[row];
            before[1] *= panel.VolumeStep[row];
            before[2] *= panel.TotalReturnStep[row];
        }

        hash.AppendData(MemoryMarshal.AsBytes(before));
        hash.AppendData(MemoryMarshal.AsBytes(Array.ConvertAll(panel.Day[first..end], d => days[d]).AsSpan()));
        foreach (var column in PanelColumn.Numbers)
            hash.AppendData(
                panel.Columns.Number(column) is { } values ? MemoryMarshal.AsBytes(values.AsSpan(first..end)) : "-"u8);
        foreach (var column in PanelColumn.Categories) Names(hash, panel.Columns.Category(column), first, end);
    }

    /// <summary>Names, not codes: those depend on which other symbols there are.</summary>
    private static void Names(IncrementalHash hash, PanelCategory? category, int first, int end)
    {
        if (category is not { Codes: var codes, Names: var names }) return;
        for (var row = first; row < end; row++)
            if (row == first || codes[row] != codes[row - 1])
                hash.AppendData(Encoding.UTF8.GetBytes($"{row - first} {(codes[row] < 0 ? "" : names[codes[row]])}\n"));
    }
}
