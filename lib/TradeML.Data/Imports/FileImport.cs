using System.Globalization;
using System.Text;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Bars;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Imports;

/// <summary>
/// The user's own daily or minute bars as source <c>file</c>: what <c>ata import bars</c> does. The file is checked as
/// a whole first; rows that no bar can be, days without a session and sessions that are not over are set aside with
/// file and line. The same file again changes nothing.
/// </summary>
public static class FileImport
{
    /// <summary>The source's name in the lake.</summary>
    public const string SourceName = ListingInterval.FileSource;

    private const int SymbolsPerCommit = 50;

    /// <summary>Imports a file of daily or minute bars; minutes outside the regular session are left out.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="file">The file.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="thresholds">Quality bounds.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Told the number of finished symbols, or null.</param>
    /// <param name="cancellationToken">Ends between commits; a rerun goes on.</param>
    /// <exception cref="TradeMLException">Storage: the lake can't be written.</exception>
    public static async Task<ImportSummary> BarsAsync(
        DataLake lake, BarFile file, ExchangeCalendar calendar, QcThresholds thresholds, TimeProvider time,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(file);
        var dataset = DatasetCatalog.Standard[file.Minutes ? "equities_minute" : "equities_eod"];
        var source = new DatasetSource(dataset.Name, dataset.Table, SourceName);
        var stamps = new SessionStamps(calendar);
        var preparer = new ResultPreparer(lake, calendar, thresholds);
        var committer = new ResultCommitter(lake, SourceName, time);
        var uri = $"file:{Uri.EscapeDataString(Path.GetFileName(file.Path))}";
        long written = 0, quarantined = 0, outside = 0;
        var done = 0;
        foreach (var chunk in file.Symbols.Chunk(file.Minutes ? 1 : SymbolsPerCommit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = chunk.Select(symbol => Read(
                file, symbol, lake.Contracts[source.Table], dataset, stamps, uri, Instants.Now(time))).ToList();
            outside += read.Sum(r => r.Outside);
            var results = read.ConvertAll(r => preparer.Prepare(r.Result, source));
            await committer.CommitAsync(results, cancellationToken).ConfigureAwait(false);
            written += results.Sum(r => (long)r.ToWrite.RowCount);
            quarantined += results.Sum(r => (long)r.Quarantined.Count);
            progress?.Report(done += chunk.Length);
        }

        return new ImportSummary(file.Rows, file.Symbols.Count, written, quarantined, outside);
    }

    private static (FetchResult Result, int Outside) Read(
        BarFile file, string symbol, TableContract contract, DatasetSpec dataset, SessionStamps stamps, string uri,
        DateTime now)
    {
        var rows = file.RowsOf(symbol);
        var (numbers, times) = (rows.Longs(0), rows.Longs(1));
        double[] open = rows.Doubles(2), high = rows.Doubles(3), low = rows.Doubles(4), close = rows.Doubles(5),
            volume = rows.Doubles(6), vwap = rows.Doubles(7);
        var minutes = dataset.Frequency == "1m";
        DateTime At(int i) =>
            minutes ? DateTime.UnixEpoch.AddMicroseconds(times[i]) : DateTime.UnixEpoch.AddDays(times[i]);
        var request = new FetchRequest(
            dataset.Name, symbol, DateOnly.FromDateTime(At(0)), DateOnly.FromDateTime(At(times.Length - 1)).AddDays(1),
            TaskKind.Bootstrap);
        var sink = new RowSink(contract,
            new PageWindow([symbol], request.Start, request.End, request.End, now, request.Kind), clips: false,
            refusesOutside: false, SecretRedactor.ByShape);
        var writer = new BarWriter(stamps, sink, now);
        var taken = new List<long>(times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            sink.Place = file.Place(numbers[i]);
            var bar = new VendorBar(minutes ? At(i) : default, open[i], high[i], low[i], close[i], volume[i], vwap[i],
                double.NaN);
            var content = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{At(i):yyyy-MM-ddTHH:mm:ssZ},{symbol},{open[i]},{high[i]},{low[i]},{close[i]},{volume[i]}"));
            if (minutes) writer.AddMinute(symbol, bar, content);
            else writer.AddDaily(symbol, DateOnly.FromDateTime(At(i)), bar, content);
            if (sink.Rows > taken.Count) taken.Add(numbers[i]);
        }

        var result = new FetchResult
        {
            Request = request, Rows = sink.Batch([.. Enumerable.Range(0, sink.Rows)], SourceName, "1", now, [uri]),
            Quarantined = sink.Quarantined, SourceName = SourceName, PlaceOf = row => file.Place(taken[row]),
            SourceUri = uri, Start = request.Start, End = request.End,
        };
        return (result, times.Length - sink.Rows - sink.Quarantined.Count);
    }
}
