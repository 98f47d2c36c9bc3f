using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>A budget without limits.</summary>
public sealed class OpenGate : IRequestGate
{
    public ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Observe(RateSignal signal)
    {
    }
}
