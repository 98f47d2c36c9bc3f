using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TradeML.Research.Panels;

namespace TradeML.Ops.FeatureStore;

/// <summary>
/// A panel by symbol and year, each with a hash of everything that the rows of that year bring into a computation: their days and values, how many rows
/// came before, and the product of all earlier steps. So a change before the year that could reach into it only through these changes its hash too.
/// </summary>
internal sealed class PanelYears
{
    private readonly SymbolYear[][] years;

    private PanelYears(Panel panel, SymbolYear[][] years) => (Panel, this.years) = (panel, years);

    internal Panel Panel { get; }

    internal static PanelYears Of(Panel panel)
    {
        var days = Array.ConvertAll(panel.Sessions, s => s.DayNumber);
        var years = new SymbolYear[panel.SymbolCount][];
        Parallel.For(0, panel.SymbolCount, symbol => years[symbol] = [.. YearsOf(panel, symbol, days)]);
        return new(panel, years);
    }

    /// <summary>The years that have rows, ascending.</summary>
    internal IEnumerable<int> All() => years.SelectMany(y => y).Select(y => y.Year).Distinct().Order();

    /// <summary>A hash of what the rows of one year are computed from when each looks back some rows of its symbol and across the symbols of its day.</summary>
    /// <param name="year">The year.</param>
    /// <param name="rowsBack">Rows before a row that it depends on.</param>
    internal string Behind(int year, int rowsBack)
    {
        var text = new StringBuilder();
        for (var symbol = 0; symbol < years.Length; symbol++)
        {
            var at = Array.FindIndex(years[symbol], y => y.Year == year);
            if (at < 0) continue;
            var first = years[symbol][at].First - (long)rowsBack;
            Append(text, symbol, years[symbol].Where(y => y.Year <= year && y.End > first));
        }

        return Hash(text);
    }

    /// <summary>A hash of what the rows of one year are computed from when each looks ahead some sessions, and back to the beginning.</summary>
    /// <param name="year">The year.</param>
    /// <param name="sessionsAhead">Sessions after a row that it depends on; beyond them only whether the symbol trades on.</param>
    /// <param name="more">What else is known of a symbol.</param>
    internal string Ahead(int year, int sessionsAhead, Func<string, string> more)
    {
        var first = Array.FindIndex(Panel.Sessions, s => s.Year == year);
        var last = Math.Min(Array.FindLastIndex(Panel.Sessions, s => s.Year == year) + sessionsAhead, Panel.Sessions.Length - 1);
        var text = new StringBuilder().AppendJoin(' ', Panel.Sessions[first..(last + 1)].Select(s => s.DayNumber)).Append('\n');
        for (var symbol = 0; symbol < years.Length; symbol++)
        {
            if (!Array.Exists(years[symbol], y => y.Year == year)) continue;
            Append(text, symbol, years[symbol].Where(y => y.Year <= Panel.Sessions[last].Year));
            text.Append(Panel.Day[Panel.RowStarts[symbol + 1] - 1] > last ? "on " : "end ").Append(more(Panel.Symbols[symbol])).Append('\n');
        }

        return Hash(text);
    }

    private void Append(StringBuilder text, int symbol, IEnumerable<SymbolYear> some) =>
        text.Append(Panel.Symbols[symbol]).Append(' ').AppendJoin(' ', some.Select(y => y.Hash)).Append('\n');

    private static IEnumerable<SymbolYear> YearsOf(Panel panel, int symbol, int[] days)
    {
        double price = 1, volume = 1, total = 1;
        for (var first = panel.RowStarts[symbol]; first < panel.RowStarts[symbol + 1];)
        {
            var year = panel.Sessions[panel.Day[first]].Year;
            var end = first + 1;
            while (end < panel.RowStarts[symbol + 1] && panel.Sessions[panel.Day[end]].Year == year) end++;
            yield return new(year, first, end, HashOf(panel, days, first, end, [first - panel.RowStarts[symbol], price, volume, total]));
            for (var row = first; row < end; row++)
            {
                price *= panel.PriceStep[row];
                volume *= panel.VolumeStep[row];
                total *= panel.TotalReturnStep[row];
            }

            first = end;
        }
    }

    private static string HashOf(Panel panel, int[] days, int first, int end, double[] before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(double[]? column) => hash.AppendData(column is null ? "-"u8 : MemoryMarshal.AsBytes(column.AsSpan(first..end)));
        hash.AppendData(MemoryMarshal.AsBytes(before.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Array.ConvertAll(panel.Day[first..end], d => days[d]).AsSpan()));
        foreach (var column in (double[]?[])
            [panel.Open, panel.High, panel.Low, panel.Close, panel.Volume, panel.PriceStep, panel.VolumeStep, panel.TotalReturnStep,
             panel.SharesOutstanding, panel.SessionsToEarnings, panel.SessionsSinceEarnings])
            Add(column);
        Names(hash, panel.Sector, panel.SectorNames, first, end);
        Names(hash, panel.Industry, panel.IndustryNames, first, end);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Names, not codes: those depend on which other symbols there are.</summary>
    private static void Names(IncrementalHash hash, int[]? codes, string[] names, int first, int end)
    {
        for (var row = first; codes is not null && row < end; row++)
            if (row == first || codes[row] != codes[row - 1]) hash.AppendData(Encoding.UTF8.GetBytes($"{row - first} {(codes[row] < 0 ? "" : names[codes[row]])}\n"));
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

    private readonly record struct SymbolYear(int Year, int First, int End, string Hash);
}
