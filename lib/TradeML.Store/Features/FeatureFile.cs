using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake.Parquet.Columns;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Features;

/// <summary>
/// Writes a feature matrix as one Parquet file: <c>symbol</c>, <c>date</c>, then a float column a feature, NaN as NULL, rows in the panel's order (symbol, date).
/// The file appears under its name when it is complete, or not at all.
/// </summary>
public static class FeatureFile
{
    private const int GroupRows = 122_880;

    /// <summary>Writes the file; the bytes do not depend on the number of threads.</summary>
    /// <param name="path">Where to; an older file of that name is replaced.</param>
    /// <param name="panel">The panel the matrix was computed from.</param>
    /// <param name="matrix">The features.</param>
    /// <param name="threads">Threads that encode, at least 1.</param>
    /// <param name="survivorship">Verdict on the panel's names, kept in the file as <c>trademl.survivorship</c>; null for none.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <returns>Number of unknown values of each feature.</returns>
    /// <exception cref="TradeMLException">Storage: the file can't be written; nothing is left.</exception>
    public static long[] Write(
        string path, Panel panel, FeatureMatrix matrix, int threads = 1, SurvivorshipVerdict? survivorship = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<(string, string)> notes = survivorship is null ? [] : [SurvivorshipNote.Of(survivorship)];
        var temporary = path + ".tmp";
        try
        {
            long[] unknown;
            using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None)) unknown = Write(file, panel, matrix, threads, notes, cancellationToken);
            File.Move(temporary, path, overwrite: true);
            return unknown;
        }
        catch (Exception e)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw new TradeMLException(ErrorKind.Storage, $"The file can't be written: {e.Message}", path, "Check the folder, its permissions and the free space.", e);
        }
    }

    private static long[] Write(
        Microsoft.Win32.SafeHandles.SafeFileHandle file, Panel panel, FeatureMatrix matrix, int threads, IReadOnlyList<(string, string)> notes, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var groups = (panel.Rows + GroupRows - 1) / GroupRows;
        var days = Array.ConvertAll(panel.Sessions, s => s.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        var capacity = (Math.Min(GroupRows, panel.Rows) * sizeof(float) * (matrix.Columns + 1)) + (1 << 16);
        var slots = Enumerable.Range(0, Math.Min(threads, groups)).Select(_ => new WrittenGroup(capacity)).ToArray();
        var offsets = new long[slots.Length];
        var written = new List<(int, long, WrittenColumn[])>(groups);
        var unknown = new long[matrix.Columns];
        var at = 4L;
        RandomAccess.Write(file, "PAR1"u8, 0);
        for (var first = 0; first < groups; first += slots.Length)
        {
            var count = Math.Min(slots.Length, groups - first);
            Parallel.For(0, count, options, slot => Encode(slots[slot], panel, matrix, days, (first + slot) * GroupRows));
            for (var slot = 0; slot < count; slot++)
            {
                var columns = slots[slot].Columns.ToArray();
                written.Add((slots[slot].Rows, offsets[slot] = at, columns));
                for (var c = 0; c < unknown.Length; c++) unknown[c] += columns[c + 2].Unknown;
                at += slots[slot].Bytes.Length;
            }

            Parallel.For(0, count, options, slot => RandomAccess.Write(file, slots[slot].Bytes.Span, offsets[slot]));
        }

        RandomAccess.Write(file, ParquetFooter.Of(matrix.Names, written, notes).Span, at);
        return unknown;
    }

    private static void Encode(WrittenGroup group, Panel panel, FeatureMatrix matrix, int[] days, int start)
    {
        var rows = Math.Min(GroupRows, panel.Rows - start);
        group.Reset(rows);
        var symbols = new List<(string, int)>();
        var symbol = Array.BinarySearch(panel.RowStarts, start);
        if (symbol < 0) symbol = ~symbol - 1;
        for (var row = start; row < start + rows; symbol++)
        {
            var end = Math.Min(panel.RowStarts[symbol + 1], start + rows);
            if (end > row) symbols.Add((panel.Symbols[symbol], end - row));
            row = end;
        }

        group.Add(symbols);
        var dates = new int[rows];
        for (var i = 0; i < rows; i++) dates[i] = days[panel.Day[start + i]];
        group.Add(dates);
        for (var column = 0; column < matrix.Columns; column++) group.Add(matrix.Column(column).Slice(start, rows));
    }
}
