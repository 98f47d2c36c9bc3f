using System.Diagnostics;
using TradeML.Lake.Control;

namespace TradeML.Campaign;

/// <summary>
/// Takes this process's power away at its n-th step: a durable step of the lake, or one end of an HTTP request. Nothing
/// runs after it.
/// </summary>
public sealed class PowerCut : ICrashPoint, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly long at;
    private long steps;

    /// <summary>Arms it.</summary>
    /// <param name="at">The step, from 1; 0 never cuts and only counts.</param>
    public PowerCut(long at)
    {
        this.at = at;
        DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>Steps passed so far.</summary>
    public long Steps => Interlocked.Read(ref steps);

    /// <inheritdoc/>
    public void Reached(string step)
    {
        if (Interlocked.Increment(ref steps) == at) Cut(step);
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener") value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key is "System.Net.Http.HttpRequestOut.Start" or "System.Net.Http.HttpRequestOut.Stop")
            Reached(value.Key);
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    private static void Cut(string step)
    {
        Console.Error.WriteLine(step);
        Process.GetCurrentProcess().Kill(); // SIGKILL: no handler, no finally, no flush
        new ManualResetEvent(false).WaitOne();
    }
}
