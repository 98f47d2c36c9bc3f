using TradeML.Core.Errors;
using TradeML.Lake.Csv;
using TradeML.Research.Panels;

namespace TradeML.Store.Bars;

/// <summary>
/// A file of daily bars as a panel. Columns <c>symbol</c> (text), <c>date</c> (the exchange's local day), <c>open,
/// high, low, close</c> (raw, USD), <c>volume</c> (shares of that day), and perhaps <c>price_step, volume_step,
/// total_return_step</c> (1 without an event) and, as known on that day and unknown where missing,
/// <c>shares_outstanding, sector, industry, sessions_to_earnings, sessions_since_earnings</c>; in any order, others are
/// ignored. Rows are sorted by symbol (ordinal), then date, and no day comes twice.
/// </summary>
public static class PanelFile
{
    /// <summary>
    /// Reads and checks a CSV file (by its ending, see <see cref="CsvFile.IsCsv"/>) or a Parquet file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that decode a Parquet file, at least 1; the panel does not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: unreadable, empty, a column missing or of another type, a value
    /// that can't be, rows unsorted or doubled; names file, row (from 1) or line, and column.</exception>
    public static Panel Load(string path, int threads = 1, CancellationToken cancellationToken = default)
    {
        Check(path, threads);
        var bars = CsvFile.IsCsv(path)
            ? CsvBars.Read(path, cancellationToken)
            : ParquetBars.Read(path, threads, cancellationToken);
        return bars.ToPanel();
    }

    /// <summary>Refuses a file whose bars go on behind today, by whichever time zone.</summary>
    internal static void RequirePast(DateOnly last, string path, string column, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (last <= today.AddDays(1)) return;
        throw new TradeMLException(
            ErrorKind.BadInput, $"The file holds bars of {last:yyyy-MM-dd}, and today is {today:yyyy-MM-dd}.",
            $"{Path.GetFileName(path)}, column {column}", "Remove the rows of days to come.");
    }

    internal static void Check(string path, int threads)
    {
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
    }
}
