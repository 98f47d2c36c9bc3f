using System.Text;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Servers;

/// <summary>How a <see cref="VendorServer"/> listens and behaves.</summary>
public sealed record VendorServerOptions
{
    /// <summary>TCP port on loopback, 0 … 65535; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>Key that callers must send, with every vendor. Default "SIMKEY".</summary>
    public string KeyId { get; init; } = "SIMKEY";

    /// <summary>
    /// Secret that callers must send where the vendor wants one beside the key. Default "simulated-secret".
    /// </summary>
    public string Secret { get; init; } = "simulated-secret";

    /// <summary>
    /// Requests per minute with Alpaca before 429, counted apart for data and trading paths; 0 = unlimited (default). A
    /// plan in <see cref="Plans"/> goes before.
    /// </summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>
    /// What the caller's subscriptions allow, by vendor (alpaca, massive, finnhub …); a vendor without a plan has no
    /// limits and gives what is free.
    /// </summary>
    public IReadOnlyDictionary<string, VendorPlan> Plans { get; init; } = new Dictionary<string, VendorPlan>(
        StringComparer.Ordinal);

    /// <summary>
    /// Whether the plan may see the newest 15 minutes of the consolidated feed; without it such a request is refused
    /// with 403. Default false.
    /// </summary>
    public bool RealTimeData { get; init; }

    /// <summary>What goes wrong on purpose with any vendor. Default nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>
    /// What goes wrong on purpose with one vendor; it goes before <see cref="Faults"/> and counts that vendor's
    /// requests alone.
    /// </summary>
    public IReadOnlyDictionary<string, FaultPlan> VendorFaults { get; init; } = new Dictionary<string, FaultPlan>(
        StringComparer.Ordinal);

    /// <summary>
    /// What changes while the server runs: revisions, late actions, renames, outages. Default nothing.
    /// </summary>
    public MarketTimeline Timeline { get; init; } = MarketTimeline.Empty;

    /// <summary>
    /// How many of the newest requests <see cref="VendorServer.CallLog"/> remembers; 0 = none (default).
    /// </summary>
    public int CallLogCapacity { get; init; }

    /// <summary>
    /// The server's clock: bars of sessions that have not closed by it do not exist yet. Default the system's.
    /// </summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long a time-out fault holds a request before the connection is dropped. Default 5 minutes.
    /// </summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromMinutes(5);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            $"{nameof(Port)} = {Port}, {nameof(KeyId)} = {KeyId}, {nameof(Secret)} = ***, "
                + $"{nameof(RequestsPerMinute)} = {RequestsPerMinute}");
        return true;
    }
}
