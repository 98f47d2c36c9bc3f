using TradeML.Core.Configuration;
using TradeML.Lake.Control;
using TradeML.Lake.Reading;

namespace TradeML.Lake;

/// <summary>How a lake is opened.</summary>
public sealed class DataLakeOptions
{
    /// <summary>
    /// Memory that one DuckDB session may take, in MiB; beyond it DuckDB spills to the lake's temporary folder. Default
    /// 1024.
    /// </summary>
    public int MemoryLimitMb { get; init; } = 1024;

    /// <summary>Threads of one DuckDB session. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>
    /// How hard the control store syncs. Default <see cref="SyncMode.Full"/>: a commit survives a power cut.
    /// </summary>
    public SyncMode Synchronous { get; init; } = SyncMode.Full;

    /// <summary>
    /// Opens an existing lake for reading beside its writer: takes no lock, migrates and recovers nothing, refuses to
    /// write. Default false.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Name of the node that opens the lake, told to whoever is refused meanwhile; null for a single command. Default
    /// null.
    /// </summary>
    public string? HolderName { get; init; }

    /// <summary>
    /// PostgreSQL database of the control store that several nodes share (<c>DB_URI</c>). Default: none, the lake keeps
    /// its own in <c>control/node.sqlite</c>.
    /// </summary>
    public Secret DbUri { get; init; }

    /// <summary>
    /// Name of this node among those that share a control store (<c>EDGE_NODE_ID</c>). Default <c>node</c>.
    /// </summary>
    public string NodeId { get; init; } = "node";

    /// <summary>
    /// What computes derived tables as they were known at an instant. Default: none, and then they have no past to
    /// show.
    /// </summary>
    public IReadOnlyList<ITableDerivation> Derivations { get; init; } = [];
}
