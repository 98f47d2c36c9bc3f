using System.Collections.Concurrent;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>
/// One vendor's part of a server: its protocol, its rate windows, its faults and its count. Thread-safe.
/// </summary>
internal sealed class VendorDesk(IVendorProtocol protocol, VendorServerOptions options)
{
    private readonly FaultInjector faults = new(
        options.VendorFaults.GetValueOrDefault(protocol.Vendor, FaultPlan.None));
    private readonly ConcurrentDictionary<string, RateWindow> windows = new(StringComparer.Ordinal);
    private readonly VendorPlan plan = options.Plans.TryGetValue(protocol.Vendor, out var given) ? given
        : protocol.Vendor == VendorProtocols.AtRoot
            ? new VendorPlan { PerMinute = options.RequestsPerMinute }
            : VendorPlan.Unlimited;

    private long requests;

    public IVendorProtocol Protocol => protocol;

    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Counts a request of the vendor and says what goes wrong with it, or null.</summary>
    public Fault? Fault(string path, string[] symbols) =>
        faults.Decide(Interlocked.Increment(ref requests), path, symbols);

    /// <summary>Checks key and plan, then lets the protocol answer.</summary>
    public void Answer(VendorRequest request, Reply reply)
    {
        if (!protocol.Admit(request, reply)) return;
        if (plan.HasLimit
            && windows.GetOrAdd(protocol.BudgetOf(request), _ => new RateWindow(plan))
                .TryTake(request.Now) is { } state)
        {
            protocol.AddRateHeaders(state, reply);
            if (state.Refused is { } refused)
            {
                protocol.Refuse(refused, request, reply);
                return;
            }
        }

        protocol.Answer(request, reply);
    }
}
