using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Node.Stage;

/// <summary>
/// Lets stage 0 become stage 1 when daily and minute bars are GREEN enough over the stage's windows (SSOT §10): more
/// symbols, more years. Tasks come before the new stage file, so that a crash between them is made good by the next
/// run.
/// </summary>
internal sealed class StageGate
{
    private const string Daily = "equities_eod", Minute = "equities_minute";
    private const string DailyTable = "raw/equities_bars", MinuteTable = "raw/equities_minute";
    private static readonly string[] WithDaily = [Daily, "corp_actions", "listings"];
    private readonly DataLake lake;
    private readonly NodeSettings settings;
    private readonly TimeProvider time;
    private readonly ExchangeCalendar calendar;

    /// <summary>Creates the gate.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="settings">What it asks for, and what stage 1 is.</param>
    /// <param name="time">Clock.</param>
    /// <param name="calendar">Listing exchange.</param>
    public StageGate(DataLake lake, NodeSettings settings, TimeProvider time, ExchangeCalendar calendar)
    {
        this.lake = lake;
        this.settings = settings;
        this.time = time;
        this.calendar = calendar;
    }

    private StageGateOptions Options => settings.Edge.StageGate;

    /// <summary>Promotes the stage if it has earned it.</summary>
    /// <param name="tables">What a full audit has just found.</param>
    /// <returns>What was done and why, as a sentence; null when the stage stays.</returns>
    /// <exception cref="TradeMLException">Bad input: the configured file of symbols is missing or malformed. Storage:
    /// the stage could not be written.</exception>
    public string? TryPromote(IReadOnlyList<TableAudit> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var path = NodeInit.StagePath(lake.Root);
        var stage = NodeStage.Read(path);
        if (!Options.Enabled || stage.Stage != 0 || !stage.Datasets.ContainsKey(Daily)
            || !stage.Datasets.ContainsKey(Minute)) return null;
        if (Share(tables, DailyTable) is not { } daily || Share(tables, MinuteTable) is not { } minute) return null;
        if (daily < Options.MinGreen || minute < Options.MinGreen) return null;

        var today = calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        var next = Next(stage, today);
        var why =
            $"Stage 0 became stage 1: {daily:P2} of daily and {minute:P2} of minute partitions are GREEN, "
                + $"{Options.MinGreen:P0} is asked; now {next.Symbols.Count} symbols.";
        lake.Control.Write(tx =>
        {
            StageSeed.Run(tx, next, calendar, today, settings.Backfill.MaxDaysPerTask, stage);
            Bookmarks.Set(tx, "stage.promoted", $"{InstantText.From(time.GetUtcNow())} {why}");
        });
        next.Write(path);
        return why;
    }

    private static double? Share(IReadOnlyList<TableAudit> tables, string name) =>
        tables.FirstOrDefault(t => t.Table == name) is { Expected: > 0 } table ? table.GreenShare : null;

    private NodeStage Next(NodeStage stage, DateOnly today)
    {
        var datasets = stage.Datasets.ToDictionary(StringComparer.Ordinal);
        foreach (var name in WithDaily) Widen(datasets, name, today.AddYears(-Options.DailyYears));
        Widen(datasets, Minute, today.AddYears(-Options.MinuteYears));
        var symbols = stage.Symbols.Concat(Candidates()).Distinct(StringComparer.Ordinal)
            .Take(Math.Max(Options.Symbols, stage.Symbols.Count)).ToList();
        return new NodeStage
        {
            Stage = 1, NodeId = stage.NodeId, Source = stage.Source, Symbols = symbols,
            Datasets = datasets
        };
    }

    private void Widen(Dictionary<string, StageWindow> datasets, string name, DateOnly start)
    {
        if (start < calendar.FirstDay) start = calendar.FirstDay;
        if (datasets.TryGetValue(name, out var old) && start < old.Start)
            datasets[name] = new StageWindow
            {
                Start = start, End = old.End, Source = old.Source,
                Symbols = old.Symbols
            };
    }

    private IReadOnlyList<string> Candidates() => Options.SymbolsFile is { } file
        ? SymbolList.ReadFile(file)
        : lake.Control
            .Read(r => r.Query<string>("SELECT DISTINCT symbol FROM listed_asset WHERE active = 1 ORDER BY symbol"));
}
