using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Http;

/// <summary>
/// What stands between a connector and the wire: it counts and delays requests so that a vendor's limits hold.
/// </summary>
public interface IRequestGate
{
    /// <summary>Waits until one request may be sent and counts it as spent.</summary>
    /// <param name="kind">Kind of the task that asks; decides its share of the daily cap.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="Core.Errors.TradeMLException">Vendor (<see cref="VendorFault.BudgetSpent"/>): the kind may not
    /// spend any more today.</exception>
    ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken);

    /// <summary>Learns from what the vendor says about its limits.</summary>
    /// <param name="signal">What an answer carried.</param>
    void Observe(RateSignal signal);
}
