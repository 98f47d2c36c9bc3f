using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Http;

/// <summary>A budget that remembers who entered, and lets nobody in when it is spent.</summary>
internal sealed class CountingGate(int most = int.MaxValue) : IRequestGate
{
    public List<TaskKind> Entered { get; } = [];

    public ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken)
    {
        if (Entered.Count >= most)
            throw VendorFaultException.Wrap(VendorFault.BudgetSpent, "The budget is spent.", null);
        Entered.Add(kind);
        return ValueTask.CompletedTask;
    }

    public void Observe(RateSignal signal)
    {
    }
}
