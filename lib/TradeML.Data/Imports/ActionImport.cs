using TradeML.Core.Configuration;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Results;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Imports;

/// <summary>
/// The user's own splits and dividends as source <c>file</c>: what <c>ata import actions</c> does. The same file again
/// changes nothing.
/// </summary>
public static class ActionImport
{
    private const string Dataset = "corp_actions";

    /// <summary>Imports a file.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="file">The file.</param>
    /// <param name="complete">Whether the user says that it holds every event of the imported symbols over the days of
    /// their bars: then a day without one counts as known to have none. Else only its events are taken.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="thresholds">Quality bounds.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="Core.Errors.TradeMLException">Bad input: it is to be complete, and no bars were
    /// imported.</exception>
    /// <returns>Events of the file, those new or changed, and symbols whose days are confirmed.</returns>
    public static async Task<(int Events, int Written, int Confirmed)> RunAsync(
        DataLake lake, ActionFile file, bool complete, ExchangeCalendar calendar, QcThresholds thresholds,
        TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(file);
        var imported = complete
            ? (ImportedBars.Of(lake) ?? throw ImportedBars.None()).Spans
                .ToDictionary(s => s.Symbol, s => (s.First, End: s.Last.AddDays(1)))
            : [];
        var source = new DatasetSource(Dataset, DatasetCatalog.Standard[Dataset].Table, FileImport.SourceName);
        var preparer = new ResultPreparer(lake, calendar, thresholds);
        var now = Instants.Now(time);
        var events = file.Events.ToLookup(e => e.Symbol, StringComparer.Ordinal);
        var results = events.Select(e => e.Key).Union(imported.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(symbol => preparer.Prepare(Read(
                lake, file, symbol, [.. events[symbol]],
                imported.TryGetValue(symbol, out var span) ? span : null, now), source)).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        await new ResultCommitter(lake, FileImport.SourceName, time).CommitAsync(results, cancellationToken)
            .ConfigureAwait(false);
        return (file.Events.Count, results.Sum(r => r.ToWrite.RowCount), imported.Count);
    }

    private static FetchResult Read(
        DataLake lake, ActionFile file, string symbol, ActionFile.FileAction[] events,
        (DateOnly First, DateOnly End)? complete, DateTime now)
    {
        var days = events.Select(e => e.Day).ToList();
        if (complete is { } span) days.AddRange([span.First, span.End.AddDays(-1)]);
        var request = new FetchRequest(Dataset, symbol, days.Min(), days.Max().AddDays(1), TaskKind.Bootstrap);
        var sink = new RowSink(
            lake.Contracts["raw/corp_actions"],
            new PageWindow([symbol], request.Start, request.End, request.End, now, request.Kind), clips: false,
            refusesOutside: false, SecretRedactor.ByShape);
        foreach (var e in events)
        {
            sink.Place = $"{Path.GetFileName(file.Path)}, line {e.Line}";
            sink.Set("symbol", symbol).Set("event_type", e.Type).Set("ex_date", e.Day).Set("vendor_id", e.Id)
                .Set(e.Type == "SPLIT" ? "ratio" : "amount", e.Value).Add(symbol, e.Day, e.Id);
        }

        var uri = $"file:{Uri.EscapeDataString(Path.GetFileName(file.Path))}";
        return new FetchResult
        {
            Request = request, Rows = sink.Batch([.. Enumerable.Range(0, sink.Rows)], FileImport.SourceName, "1", now,
                [uri]),
            Quarantined = sink.Quarantined, SourceName = FileImport.SourceName, SourceUri = uri,
            Start = complete?.First ?? request.Start,
            End = complete?.End ?? request.Start, // an empty window confirms nothing
        };
    }
}
