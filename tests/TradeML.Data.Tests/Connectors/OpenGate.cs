using TradeML.Data.Connectors.Http;
using TradeML.Data.Ingest;

namespace TradeML.Data.Tests.Connectors;

/// <summary>A budget without limits.</summary>
public sealed class OpenGate : IRequestGate
{
    public ValueTask EnterAsync(TaskKind kind, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Observe(RateSignal signal)
    {
    }
}
