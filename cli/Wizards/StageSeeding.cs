using TradeML.Core.Configuration;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Wizards;

/// <summary>
/// Makes the lake, its control store and its stage, and puts the first fetch into the queue; a stage that is there and
/// seeded is left alone.
/// </summary>
internal static class StageSeeding
{
    private static readonly string[] Bars = ["equities_eod", "equities_minute"];

    /// <summary>Brings the lake to the plan.</summary>
    /// <param name="context">The run, with the variables in force.</param>
    /// <param name="plan">What the stage shall be, or null when it stays.</param>
    /// <param name="held">The stage that the lake holds, or null.</param>
    /// <param name="feed">Alpaca's feed of the daily bars.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>What was done; null when there was nothing to do.</returns>
    public static async Task<NodeInitResult?> RunAsync(
        AtaContext context, StagePlan? plan, NodeStage? held, string feed, CancellationToken token)
    {
        var configuration = context.LoadConfiguration();
        if (plan is null && (held is null || IsSeeded(context, configuration, held))) return null;
        using var lake = context.OpenLake(configuration, create: true);
        var symbols = plan is { Top: > 0 }
            ? await AskVendorAsync(context, configuration, lake, plan.Top, token)
            : plan?.Symbols ?? [];
        return NodeInit.Run(lake, Request(configuration, plan, held, symbols, feed), ExchangeCalendar.Xnys,
            context.Host.Clock);
    }

    private static StageRequest Request(
        TradeMLConfiguration configuration, StagePlan? plan, NodeStage? held, IReadOnlyList<string> symbols,
        string feed)
    {
        var minutes = plan?.MinuteStart is { } start
            ? new Dictionary<string, StageWindow>
            {
                ["equities_minute"] = new()
                {
                    Start = start,
                    Source = held?.SourceOf("equities_minute") ?? "alpaca_iex"
                },
            }
            : [];
        return new StageRequest
        {
            NodeId = configuration.Edge.NodeId, Source = held?.Source ?? "alpaca_" + feed, Symbols = symbols,
            Start = plan?.Start ?? held!.Datasets["equities_eod"].Start, End = held?.Datasets["equities_eod"].End,
            MaxDaysPerTask = configuration.Backfill.MaxDaysPerTask, Datasets = minutes,
        };
    }

    // The stage is written before its tasks: a stage whose symbols have none comes from a start that was cut short.
    private static bool IsSeeded(AtaContext context, TradeMLConfiguration configuration, NodeStage held)
    {
        if (!DataLake.Exists(context.LakeRoot)) return false;
        using var lake = context.OpenLake(configuration, readOnly: true);
        var asked = lake.Control.Read(r => r.Query<(string Dataset, long Keys)>(
            "SELECT dataset, COUNT(DISTINCT symbol) FROM backfill_queue WHERE kind = 'BOOTSTRAP' GROUP BY dataset")
            .ToDictionary(d => d.Dataset, d => d.Keys));
        return Bars.Where(held.Datasets.ContainsKey).All(d => asked.GetValueOrDefault(d) >= held.KeysOf(d).Count);
    }

    private static async Task<IReadOnlyList<string>> AskVendorAsync(
        AtaContext context, TradeMLConfiguration configuration, DataLake lake, int count, CancellationToken token)
    {
        using var setup = VendorCatalog.Create(
            lake, new VendorKeys(context.Host.Variables), configuration.Endpoints, configuration.Edge,
            configuration.Backfill.Budget, context.Host.Clock);
        return await SymbolList.FromVendorAsync(setup, count, token);
    }
}
