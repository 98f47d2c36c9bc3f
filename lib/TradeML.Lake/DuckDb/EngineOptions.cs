using TradeML.Core.Configuration;

namespace TradeML.Lake.DuckDb;

/// <summary>Memory and threads for the lake's SQL engine and for the research kernels.</summary>
public sealed class EngineOptions
{
    /// <summary>Memory limit of a SQL session, in MB. Default 1024.</summary>
    [Between(64, 1_048_576)]
    public int MemoryLimitMb { get; init; } = 1024;

    /// <summary>Threads. Default 0: as many as the machine has cores.</summary>
    [Between(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Threads to use on this machine, 1 or more.</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;
}
