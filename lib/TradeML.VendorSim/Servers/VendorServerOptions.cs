using System.Text;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>How a <see cref="VendorServer"/> listens and behaves.</summary>
public sealed record VendorServerOptions
{
    /// <summary>TCP port on loopback, 0 … 65535; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Key id that callers must send. Default "SIMKEY".</summary>
    public string KeyId { get; init; } = "SIMKEY";

    /// <summary>Secret that callers must send. Default "simulated-secret".</summary>
    public string Secret { get; init; } = "simulated-secret";

    /// <summary>Requests per minute before 429, counted apart for data and trading paths; 0 = unlimited (default).</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Whether the plan may see the newest 15 minutes of the consolidated feed; without it such a request is refused with 403. Default false.</summary>
    public bool RealTimeData { get; init; }

    /// <summary>What goes wrong on purpose. Default nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>The server's clock: bars of sessions that have not closed by it do not exist yet. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a time-out fault holds a request before the connection is dropped. Default 5 minutes.</summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromMinutes(5);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"{nameof(Port)} = {Port}, {nameof(KeyId)} = {KeyId}, {nameof(Secret)} = ***, {nameof(RequestsPerMinute)} = {RequestsPerMinute}");
        return true;
    }
}
