using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Datasets;
using TradeML.Data.Ingest;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Node;

/// <summary>
/// Says what a node collects (<c>control/stage.yml</c>) and puts the first fetch of it into the queue. Saying the same again does nothing; more symbols or a
/// wider window add only what is new.
/// </summary>
public static class NodeInit
{
    private static readonly string[] PerSymbol = ["corp_actions", "equities_eod"]; // actions first: they explain the jumps of the bars

    /// <summary>Path of the stage file of a lake.</summary>
    /// <param name="root">The lake's folder.</param>
    public static string StagePath(string root) => Path.Combine(root, "control", "stage.yml");

    /// <summary>Writes the stage and seeds its tasks.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="request">What to collect; symbols of an earlier stage stay, windows only grow.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="time">Clock, for a window that ends today.</param>
    /// <exception cref="TradeMLException">Bad input: no symbols, a bad symbol, an empty window, another source than before.</exception>
    public static NodeInitResult Run(DataLake lake, StageRequest request, ExchangeCalendar calendar, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(time);
        var path = StagePath(lake.Root);
        var before = File.Exists(path) ? StageFile.Read(path) : null;
        var stage = Merge(before, request);
        var today = calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        Check(stage, calendar, today);
        stage.Write(path);
        var added = lake.Control.Write(tx => Seed(tx, stage, today, request.MaxDaysPerTask));
        return new NodeInitResult(path, stage.Symbols.Count, stage.Symbols.Count - (before?.Symbols.Count ?? 0), added);
    }

    /// <summary>Puts the BOOTSTRAP tasks of a stage into the queue that are not there yet.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="today">Where a window without an end stops, excluded.</param>
    /// <param name="maxDays">Most calendar days of one task.</param>
    /// <returns>Tasks added.</returns>
    public static int Seed(ControlTransaction tx, StageFile stage, DateOnly today, int maxDays)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(stage);
        var asked = AskedWindows(tx);
        var added = 0;
        if (stage.Datasets.TryGetValue("listings", out var listings) && !asked.ContainsKey(("listings", "")))
            added += Add(tx, "listings", null, listings.Start, listings.EndOr(today), int.MaxValue);
        foreach (var dataset in PerSymbol.Where(stage.Datasets.ContainsKey))
        {
            var window = stage.Datasets[dataset];
            foreach (var symbol in stage.Symbols)
                foreach (var (start, end) in DayWindows.Missing(window.Start, window.EndOr(today), asked.GetValueOrDefault((dataset, symbol), [])))
                    added += Add(tx, dataset, symbol, start, end, maxDays);
        }

        return added;
    }

    private static int Add(ControlTransaction tx, string dataset, string? symbol, DateOnly start, DateOnly end, int maxDays)
    {
        var added = 0;
        foreach (var (from, to) in DayWindows.Split(start, end, maxDays))
            if (BackfillQueue.Upsert(tx, NewTask.Of(dataset, symbol, from, to, TaskKind.Bootstrap)) == UpsertOutcome.Added) added++;
        return added;
    }

    private static Dictionary<(string, string), List<(DateOnly, DateOnly)>> AskedWindows(ControlTransaction tx) => tx
        .Query<(string Dataset, string Symbol, long Start, long End)>(
            "SELECT dataset, COALESCE(symbol, ''), start_date, end_date FROM backfill_queue WHERE kind = 'BOOTSTRAP'")
        .GroupBy(r => (r.Dataset, r.Symbol))
        .ToDictionary(g => g.Key, g => g.Select(r => (UnixDay.ToDate(r.Start), UnixDay.ToDate(r.End))).ToList());

    private static StageFile Merge(StageFile? before, StageRequest request)
    {
        if (before is not null && before.Source != request.Source)
            throw new TradeMLException(
                ErrorKind.BadInput, $"This lake's stage takes its bars from '{before.Source}', not from '{request.Source}'.", "control/stage.yml",
                "Use another lake for another source: their volumes must not mix.");
        var symbols = (before?.Symbols ?? []).Concat(request.Symbols).Distinct(StringComparer.Ordinal).ToList();
        var datasets = new SortedDictionary<string, StageWindow>(StringComparer.Ordinal);
        foreach (var (dataset, window) in before?.Datasets ?? datasets) datasets[dataset] = window;
        var usual = new StageWindow { Start = request.Start, End = request.End };
        foreach (var dataset in (string[])[.. PerSymbol, "listings"]) datasets[dataset] = Wider(dataset, datasets.GetValueOrDefault(dataset), usual);
        foreach (var (dataset, window) in request.Datasets)
            datasets[DatasetCatalog.Standard[dataset].Name] = Wider(dataset, before?.Datasets.GetValueOrDefault(dataset), window);

        return new StageFile { Stage = before?.Stage ?? 0, NodeId = request.NodeId, Source = request.Source, Symbols = symbols, Datasets = datasets };
    }

    private static StageWindow Wider(string dataset, StageWindow? old, StageWindow asked)
    {
        if (old is null) return asked;
        if (old.Source is { } source && asked.Source is { } other && source != other)
            throw new TradeMLException(
                ErrorKind.BadInput, $"This lake's stage takes {dataset} from '{source}', not from '{other}'.", "control/stage.yml",
                "Use another lake for another source: their volumes must not mix.");
        return new StageWindow
        {
            Start = old.Start < asked.Start ? old.Start : asked.Start,
            End = old.End is null || asked.End is null ? null : old.End > asked.End ? old.End : asked.End,
            Source = old.Source ?? asked.Source,
            Symbols = old.Symbols is { } keys ? [.. keys.Union(asked.Symbols ?? [], StringComparer.Ordinal)] : asked.Symbols,
        };
    }

    private static void Check(StageFile stage, ExchangeCalendar calendar, DateOnly today)
    {
        if (stage.Symbols.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput, "A stage needs at least one symbol.", null, "Name symbols, a file of symbols, or a number of the vendor's list.");
        if (stage.Symbols.FirstOrDefault(s => !SymbolList.IsSymbol(s)) is { } bad)
            throw new TradeMLException(ErrorKind.BadInput, $"'{bad}' is not a symbol.", null, "Tickers are letters and digits; class shares take a dot.");
        foreach (var (dataset, window) in stage.Datasets)
        {
            var bySession = DatasetCatalog.Standard[dataset].Rule == CompletenessRule.Session;
            if (bySession && (window.Start < calendar.FirstDay || window.EndOr(today) > calendar.LastDay.AddDays(1)))
                throw new TradeMLException(
                    ErrorKind.BadInput, $"The window of {dataset} must lie within {calendar.FirstDay:yyyy-MM-dd} to {calendar.LastDay:yyyy-MM-dd}.");
            if (window.EndOr(today) <= window.Start)
                throw new TradeMLException(
                    ErrorKind.BadInput, $"The window {window.Start:yyyy-MM-dd}..{window.EndOr(today):yyyy-MM-dd} of {dataset} is empty.", null, "The end is the day after the last.");
        }
    }
}
