using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Features;

/// <summary>
/// Writes a feature matrix as one Parquet file: <c>symbol</c>, <c>date</c>, then a float column a feature, NaN as NULL,
/// rows in the panel's order (symbol, date). The file appears under its name when it is complete, or not at all.
/// </summary>
public static class FeatureFile
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Writes the file; the bytes do not depend on the number of threads.</summary>
    /// <param name="path">Where to; an older file of that name is replaced.</param>
    /// <param name="panel">The panel the matrix was computed from.</param>
    /// <param name="matrix">The features.</param>
    /// <param name="threads">Threads that encode, at least 1.</param>
    /// <param name="survivorship">Verdict on the panel's names, kept in the file as <c>trademl.survivorship</c>; null
    /// for none.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <returns>Number of unknown values of each feature.</returns>
    /// <exception cref="TradeMLException">Storage: the file can't be written; nothing is left.</exception>
    public static long[] Write(
        string path, Panel panel, FeatureMatrix matrix, int threads = 1, SurvivorshipVerdict? survivorship = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(matrix);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var days = Array.ConvertAll(panel.Sessions, s => s.DayNumber - Epoch);
        using var file = new FeatureFileWriter(path, matrix.Names);
        for (var start = 0; start < panel.Rows; start += FeatureFileWriter.GroupRows)
        {
            var (first, rows) = (start, Math.Min(FeatureFileWriter.GroupRows, panel.Rows - start));
            file.Begin(rows);
            file.Column(0).Add(SymbolsOf(panel.RowStarts, panel.Symbols, first, rows));
            var dates = new int[rows];
            for (var i = 0; i < rows; i++) dates[i] = days[panel.Day[first + i]];
            file.Column(1).Add(dates);
            Parallel.For(0, matrix.Columns, options,
                column => file.Column(column + FeatureFileWriter.Keys).Add(matrix.Column(column).Slice(first, rows)));
            file.End();
        }

        file.Finish(survivorship is null ? [] : [SurvivorshipNote.Of(survivorship)]);
        return file.Unknown;
    }

    /// <summary>The symbols of successive rows, each with the number of its rows among them.</summary>
    internal static List<(string, int)> SymbolsOf(int[] rowStarts, IReadOnlyList<string> names, int first, int rows)
    {
        var symbols = new List<(string, int)>();
        var symbol = Array.BinarySearch(rowStarts, first);
        if (symbol < 0) symbol = ~symbol - 1;
        for (var row = first; row < first + rows; symbol++)
        {
            var end = Math.Min(rowStarts[symbol + 1], first + rows);
            if (end > row) symbols.Add((names[symbol], end - row));
            row = end;
        }

        return symbols;
    }
}
