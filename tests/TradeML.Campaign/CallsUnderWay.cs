using System.Diagnostics;

namespace TradeML.Campaign;

/// <summary>Counts the HTTP requests of this process whose answer has not begun.</summary>
internal sealed class CallsUnderWay : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>,
    IDisposable
{
    private readonly IDisposable all;
    private IDisposable? http;
    private int count;

    public CallsUnderWay() => all = DiagnosticListener.AllListeners.Subscribe(this);

    public int Count => Volatile.Read(ref count);

    public void Dispose()
    {
        all.Dispose();
        http?.Dispose();
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener") http = value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start") Interlocked.Increment(ref count);
        if (value.Key == "System.Net.Http.HttpRequestOut.Stop") Interlocked.Decrement(ref count);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
