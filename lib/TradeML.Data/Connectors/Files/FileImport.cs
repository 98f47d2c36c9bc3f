using System.Globalization;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Lake;

namespace TradeML.Data.Connectors.Files;

/// <summary>
/// The user's own daily bars as source <c>file</c>: what <c>ata import bars</c> does. The file is checked as a whole first; rows with impossible values or days
/// without a session are set aside with file and line. The same file again changes nothing.
/// </summary>
public static class FileImport
{
    /// <summary>The source's name in the lake.</summary>
    public const string SourceName = "file";

    private const int SymbolsPerCommit = 50;

    /// <summary>Imports a CSV or Parquet file of daily bars.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="path">The file; columns date, symbol, open, high, low, close, volume and perhaps vwap.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="thresholds">Quality bounds.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Told the number of finished symbols, or null.</param>
    /// <param name="cancellationToken">Ends between commits; a rerun goes on.</param>
    /// <exception cref="TradeMLException">Bad input: names file, row and column; nothing was imported. Storage: the lake can't be written.</exception>
    public static async Task<ImportSummary> BarsAsync(
        DataLake lake, string path, ExchangeCalendar calendar, QcThresholds thresholds, TimeProvider time, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(calendar);
        using var session = lake.OpenSession();
        var file = BarFile.Load(session, path);
        var source = new DatasetSource("equities_eod", "raw/equities_bars", SourceName);
        var preparer = new ResultPreparer(lake, calendar, thresholds);
        var committer = new ResultCommitter(lake, SourceName, time);
        var uri = $"file:{Uri.EscapeDataString(Path.GetFileName(path))}";
        long written = 0, quarantined = 0;
        var done = 0;
        foreach (var chunk in file.Symbols.Chunk(SymbolsPerCommit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = chunk.Select(s => preparer.Prepare(Read(file, s, lake.Contracts[source.Table], calendar, uri, Instants.Now(time)), source)).ToList();
            await committer.CommitAsync(results, cancellationToken).ConfigureAwait(false);
            written += results.Sum(r => (long)r.ToWrite.RowCount);
            quarantined += results.Sum(r => (long)r.Quarantined.Count);
            progress?.Report(done += chunk.Length);
        }

        return new ImportSummary(file.Rows, file.Symbols.Count, written, quarantined);
    }

    private static FetchResult Read(BarFile file, string symbol, TableContract contract, ExchangeCalendar calendar, string uri, DateTime now)
    {
        var rows = file.RowsOf(symbol);
        var (numbers, dates) = (rows.Longs(0), rows.Dates(1));
        double[] open = rows.Doubles(2), high = rows.Doubles(3), low = rows.Doubles(4), close = rows.Doubles(5), volume = rows.Doubles(6), vwap = rows.Doubles(7);
        var keep = new List<int>(dates.Length);
        var quarantined = new List<QuarantinedRow>();
        for (var i = 0; i < dates.Length; i++)
        {
            var reason = !calendar.IsSession(dates[i]) ? "the exchange did not trade on this day"
                : !(Price(open[i]) && Price(high[i]) && Price(low[i]) && Price(close[i])) ? "a price is not above 0"
                : !(volume[i] >= 0) || double.IsInfinity(volume[i]) ? "the volume is not a number of at least 0" : null;
            if (reason is null) keep.Add(i);
            else
                quarantined.Add(new QuarantinedRow(
                    reason, symbol, dates[i],
                    string.Create(CultureInfo.InvariantCulture, $"{dates[i]:yyyy-MM-dd},{symbol},{open[i]},{high[i]},{low[i]},{close[i]},{volume[i]}"), file.Place(numbers[i])));
        }

        T[] Kept<T>(Func<int, T> value) => [.. keep.Select(value)];
        var batch = new ColumnBatch(
            contract,
            new Dictionary<string, Array>
            {
                ["date"] = Kept(i => dates[i]), ["symbol"] = Kept<string?>(_ => symbol), ["open"] = Kept(i => open[i]), ["high"] = Kept(i => high[i]),
                ["low"] = Kept(i => low[i]), ["close"] = Kept(i => close[i]), ["vwap"] = Kept(i => vwap[i] > 0 ? vwap[i] : double.NaN),
                ["volume"] = Kept(i => volume[i]), ["session_id"] = Kept<string?>(i => $"{calendar.Code}:{dates[i]:yyyy-MM-dd}"), ["ingested_at"] = Kept(_ => now),
                ["source_name"] = Kept<string?>(_ => SourceName), ["source_uri"] = Kept<string?>(_ => uri), ["api_version"] = Kept<string?>(_ => "1"),
            },
            keep.Count);
        var task = new BackfillTask(0, "equities_eod", symbol, dates[0], dates[^1].AddDays(1), TaskKind.Bootstrap, 0);
        return new FetchResult
        {
            Task = task, Rows = batch, Quarantined = quarantined, SourceName = SourceName, SourceUri = uri, Start = task.Start, End = task.End,
        };
    }

    private static bool Price(double value) => value > 0 && double.IsFinite(value);
}
