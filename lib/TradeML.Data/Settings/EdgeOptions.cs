using TradeML.Core.Configuration;
using TradeML.Lake.DuckDb;
using TradeML.Vendors.Http;

namespace TradeML.Data.Settings;

/// <summary>What this node is called and how hard it works: <c>configs/edge.yml</c>.</summary>
public sealed class EdgeOptions
{
    /// <summary>Name of the node in leases and logs. Default <c>node</c>.</summary>
    [EnvironmentVariable("EDGE_NODE_ID")]
    public string NodeId { get; init; } = "node";

    /// <summary>
    /// How vendors share the machine: each in its own executor, or one after another. Default per_vendor.
    /// </summary>
    [OneOf("per_vendor", "single")]
    [EnvironmentVariable("EDGE_SCHEDULER_MODE")]
    public string SchedulerMode { get; init; } = "per_vendor";

    /// <summary>Tasks in flight per vendor unless <see cref="VendorMaxInflight"/> says otherwise. Default 4.</summary>
    [Between(1, 256)]
    [EnvironmentVariable("NODE_MAX_INFLIGHT_DEFAULT")]
    public int MaxInflight { get; init; } = 4;

    /// <summary>Tasks in flight by vendor. Default none.</summary>
    [Between(1, 256)]
    [EnvironmentVariable("NODE_MAX_INFLIGHT_*")]
    public IReadOnlyDictionary<string, int> VendorMaxInflight { get; init; } = new SortedDictionary<string, int>(
        StringComparer.Ordinal);

    /// <summary>Seconds a vendor rests after it refused, when it names no time itself. Default 60.</summary>
    [Between(0, 86_400)]
    public int FreezeSeconds { get; init; } = 60;

    /// <summary>Seconds of rest by vendor. Default none.</summary>
    [Between(0, 86_400)]
    [EnvironmentVariable("VENDOR_FREEZE_SECONDS_*")]
    public IReadOnlyDictionary<string, int> VendorFreezeSeconds { get; init; } = new SortedDictionary<string, int>(
        StringComparer.Ordinal);

    /// <summary>Minutes between two forward checks. Default 15.</summary>
    [Between(1, 1440)]
    public int ForwardEveryMinutes { get; init; } = 15;

    /// <summary>Minutes between two light audits. Default 240.</summary>
    [Between(1, 10_080)]
    public int AuditEveryMinutes { get; init; } = 240;

    /// <summary>Local time of the heavy audit, curation and export. Default 02:00.</summary>
    public TimeOnly MaintenanceTime { get; init; } = new(2, 0);

    /// <summary>Time zone of <see cref="MaintenanceTime"/>, an IANA name. Default New York's, the exchange's.</summary>
    public string MaintenanceZone { get; init; } = "America/New_York";

    /// <summary>Weekday of the cross-vendor probes. Default Sunday.</summary>
    [OneOf("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")]
    public string ProbeWeekday { get; init; } = "Sunday";

    /// <summary>When a stage has earned the next one.</summary>
    public StageGateOptions StageGate { get; init; } = new();

    /// <summary>What is put aside every night.</summary>
    public ExportOptions Export { get; init; } = new();

    /// <summary>What is kept of the node's log.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>How one HTTP request is made.</summary>
    public RequestOptions Request { get; init; } = new();

    /// <summary>
    /// Concepts that are kept of a company's XBRL facts, as <c>taxonomy:Tag</c>; the SEC's files hold hundreds more.
    /// Default none, which means the connector's own list.
    /// </summary>
    public IReadOnlyList<string> SecFacts { get; init; } = [];

    /// <summary>What the lake's engine may use on this machine.</summary>
    public EngineOptions Engine { get; init; } = new();

    /// <summary>Tasks in flight allowed for a vendor.</summary>
    /// <param name="vendor">Vendor, for example <c>alpaca</c>.</param>
    public int MaxInflightOf(string vendor) => VendorMaxInflight.TryGetValue(vendor, out var own) ? own : MaxInflight;

    /// <summary>Seconds a vendor rests after it refused.</summary>
    /// <param name="vendor">Vendor, for example <c>alpaca</c>.</param>
    public int FreezeSecondsOf(string vendor) =>
        VendorFreezeSeconds.TryGetValue(vendor, out var own) ? own : FreezeSeconds;
}
