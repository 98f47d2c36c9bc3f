namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>A transport that plays recorded answers in order, over and over, and remembers what it was asked.</summary>
public sealed class ReplayVendor(IReadOnlyList<Recorded> answers) : HttpMessageHandler
{
    private readonly Lock gate = new();

    public List<HttpRequestMessage> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Asked.Add(request);
            return Task.FromResult(answers[(Asked.Count - 1) % answers.Count].ToResponse());
        }
    }
}
