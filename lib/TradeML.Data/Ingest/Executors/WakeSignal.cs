namespace TradeML.Data.Ingest.Executors;

/// <summary>Wakes whoever waits for it, once each time it is raised. Safe for concurrent use.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the signal is raised next.</summary>
    public Task Next => Volatile.Read(ref raised).Task;

    /// <summary>Raises it.</summary>
    public void Raise() =>
        Interlocked.Exchange(ref raised, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .TrySetResult();
}
