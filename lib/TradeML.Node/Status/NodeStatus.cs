using TradeML.Data.Ingest.Budgets;
using TradeML.Node.Log;

namespace TradeML.Node.Status;

/// <summary>What a node says about itself, as it stands in <c>control/node.status.json</c>.</summary>
public sealed record NodeStatus
{
    /// <summary>Name of the node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Machine it runs on.</summary>
    public required string Host { get; init; }

    /// <summary>Its process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary><c>running</c>, <c>stopping</c> or <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it started (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When this was written (UTC).</summary>
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>What its parts do.</summary>
    public required IReadOnlyList<PartState> Parts { get; init; }

    /// <summary>Its vendors' budgets.</summary>
    public required IReadOnlyList<BudgetState> Vendors { get; init; }

    /// <summary>Its last events, oldest first.</summary>
    public required IReadOnlyList<NodeEvent> Events { get; init; }
}
