using TradeML.Lake.Control;

namespace TradeML.Lake;

/// <summary>How a lake is opened.</summary>
public sealed class DataLakeOptions
{
    /// <summary>Memory that one DuckDB session may take, in MiB; beyond it DuckDB spills to the lake's temporary folder. Default 1024.</summary>
    public int MemoryLimitMb { get; init; } = 1024;

    /// <summary>Threads of one DuckDB session. Default 2.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>How hard the control store syncs. Default <see cref="SyncMode.Full"/>: a commit survives a power cut.</summary>
    public SyncMode Synchronous { get; init; } = SyncMode.Full;

    /// <summary>
    /// Opens an existing lake for reading beside its writer: takes no lock, migrates and recovers nothing, refuses to write. Default false.
    /// </summary>
    public bool ReadOnly { get; init; }

    /// <summary>Name of the node that opens the lake, told to whoever is refused meanwhile; null for a single command. Default null.</summary>
    public string? HolderName { get; init; }
}
