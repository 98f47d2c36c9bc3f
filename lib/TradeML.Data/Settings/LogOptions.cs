using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>What is kept of the node's log in <c>logs/</c> of the lake.</summary>
public sealed class LogOptions
{
    /// <summary>Days after which a log file is removed. Default 30.</summary>
    [Between(1, 3650)]
    public int KeepDays { get; init; } = 30;

    /// <summary>Size in MB at which a day's log goes on in another file. Default 16.</summary>
    [Between(1, 1024)]
    public int MaxMegabytes { get; init; } = 16;
}
