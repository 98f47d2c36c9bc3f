using TradeML.Data.Ingest.Results;
using TradeML.Data.Queue;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Routing;

/// <summary>Leased tasks that one request or one walk over pages answers (SSOT §2.5).</summary>
internal sealed record WorkUnit
{
    /// <summary>The vendor that is asked.</summary>
    public required string Vendor { get; init; }

    /// <summary>What is asked, for people: dataset, keys, window, kind.</summary>
    public required string Description { get; init; }

    /// <summary>Requests that it spends at least; further pages are counted as they are asked for.</summary>
    public int Tokens { get; init; } = 1;

    /// <summary>Asks the vendor; one result a task.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<FetchResult>>> Run { get; init; }

    /// <summary>The tasks, at least one; they differ in symbol only.</summary>
    public required IReadOnlyList<BackfillTask> Tasks { get; init; }

    /// <summary>Who fetches it.</summary>
    public required IDatasetFetcher Fetcher { get; init; }

    /// <summary>Where the rows belong.</summary>
    internal DatasetSource Source => DatasetSource.Of(Fetcher);

    /// <summary>The same tasks, each as a unit of its own.</summary>
    internal IEnumerable<WorkUnit> Apart() => Tasks.Select(t => Of(Fetcher, [t]));

    /// <summary>The unit of some tasks.</summary>
    /// <param name="fetcher">Who fetches them.</param>
    /// <param name="tasks">At least one task.</param>
    internal static WorkUnit Of(IDatasetFetcher fetcher, IReadOnlyList<BackfillTask> tasks) => new()
    {
        Vendor = fetcher.Vendor,
        Description = Describe(tasks),
        Run = token => fetcher.FetchAsync([.. tasks.Select(t => t.Request)], token),
        Tasks = tasks,
        Fetcher = fetcher,
    };

    private static string Describe(IReadOnlyList<BackfillTask> tasks)
    {
        var first = tasks[0];
        var keys = tasks.Count > 1
            ? $" {first.Symbol} and {tasks.Count - 1} more"
            : first.Symbol is { } symbol ? $" {symbol}" : "";
        return $"{first.Dataset}{keys} {first.Start:yyyy-MM-dd}..{first.End:yyyy-MM-dd} {TaskKinds.Text(first.Kind)}";
    }
}
