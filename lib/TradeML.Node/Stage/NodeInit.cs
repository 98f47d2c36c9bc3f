using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Stage;

/// <summary>
/// Says what a node collects (<c>control/stage.yml</c>) and puts the first fetch of it into the queue. Saying the same
/// again does nothing; more symbols or a wider window add only what is new.
/// </summary>
public static class NodeInit
{
    // actions first: they explain the jumps of the bars
    private static readonly string[] PerSymbol = ["corp_actions", "equities_eod"];

    /// <summary>Path of the stage file of a lake.</summary>
    /// <param name="root">The lake's folder.</param>
    public static string StagePath(string root) => Path.Combine(root, "control", "stage.yml");

    /// <summary>Writes the stage and seeds its tasks.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="request">What to collect; symbols of an earlier stage stay, windows only grow.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="time">Clock, for a window that ends today.</param>
    /// <exception cref="TradeMLException">Bad input: no symbols, a bad symbol, an empty window, another source than
    /// before.</exception>
    public static NodeInitResult Run(DataLake lake, StageRequest request, ExchangeCalendar calendar, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(time);
        var path = StagePath(lake.Root);
        var before = File.Exists(path) ? NodeStage.Read(path) : null;
        var stage = Merge(before, request);
        var today = calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        Check(stage, calendar, today);
        stage.Write(path);
        var added = lake.Control.Write(tx => StageSeed.Run(tx, stage, calendar, today, request.MaxDaysPerTask));
        return new NodeInitResult(path, stage.Symbols.Count, stage.Symbols.Count - (before?.Symbols.Count ?? 0), added);
    }

    private static NodeStage Merge(NodeStage? before, StageRequest request)
    {
        if (before is not null && before.Source != request.Source)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"This lake's stage takes its bars from '{before.Source}', not from '{request.Source}'.",
                "control/stage.yml",
                "Use another lake for another source: their volumes must not mix.");
        var symbols = (before?.Symbols ?? []).Concat(request.Symbols).Distinct(StringComparer.Ordinal).ToList();
        var datasets = new SortedDictionary<string, StageWindow>(StringComparer.Ordinal);
        foreach (var (dataset, window) in before?.Datasets ?? datasets) datasets[dataset] = window;
        var usual = new StageWindow { Start = request.Start, End = request.End };
        foreach (var dataset in (string[])[.. PerSymbol, "listings"])
            datasets[dataset] = Wider(dataset, datasets.GetValueOrDefault(dataset), usual);
        foreach (var (dataset, window) in request.Datasets)
            datasets[DatasetCatalog.Standard[dataset].Name] = Wider(dataset,
                before?.Datasets.GetValueOrDefault(dataset), window);

        return new NodeStage
        {
            Stage = before?.Stage ?? 0, NodeId = request.NodeId, Source = request.Source,
            Symbols = symbols, Datasets = datasets
        };
    }

    private static StageWindow Wider(string dataset, StageWindow? old, StageWindow asked)
    {
        if (old is null) return asked;
        if (old.Source is { } source && asked.Source is { } other && source != other)
            throw new TradeMLException(
                ErrorKind.BadInput, $"This lake's stage takes {dataset} from '{source}', not from '{other}'.",
                "control/stage.yml",
                "Use another lake for another source: their volumes must not mix.");
        return new StageWindow
        {
            Start = old.Start < asked.Start ? old.Start : asked.Start,
            End = old.End is null || asked.End is null ? null : old.End > asked.End ? old.End : asked.End,
            Source = old.Source ?? asked.Source,
            Symbols = old.Symbols is { } keys
                ? [.. keys.Union(asked.Symbols ?? [], StringComparer.Ordinal)]
                : asked.Symbols,
        };
    }

    private static void Check(NodeStage stage, ExchangeCalendar calendar, DateOnly today)
    {
        if (stage.Symbols.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput, "A stage needs at least one symbol.", null,
                "Name symbols, a file of symbols, or a number of the vendor's list.");
        if (stage.Symbols.FirstOrDefault(s => !SymbolList.IsSymbol(s)) is { } bad)
            throw new TradeMLException(ErrorKind.BadInput, $"'{bad}' is not a symbol.", null,
                "Tickers are letters and digits; class shares take a dot.");
        foreach (var (dataset, window) in stage.Datasets)
        {
            var bySession = DatasetCatalog.Standard[dataset].Rule == CompletenessRule.Session;
            if (bySession && (window.Start < calendar.FirstDay || window.EndOr(today) > calendar.LastDay.AddDays(1)))
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"The window of {dataset} must lie within {calendar.FirstDay:yyyy-MM-dd} to "
                        + $"{calendar.LastDay:yyyy-MM-dd}.");
            if (window.EndOr(today) <= window.Start)
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"The window {window.Start:yyyy-MM-dd}..{window.EndOr(today):yyyy-MM-dd} of {dataset} is empty.",
                    null, "The end is the day after the last.");
        }
    }
}
