using TradeML.Lake.Control;

namespace TradeML.Data.Queue;

/// <summary>
/// How many tasks are still to be done, for progress: counted now and then, estimated in between, because counting a
/// million takes a while.
/// </summary>
internal sealed class OpenTasks(ControlStore store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private long counted;
    private long settledThen;
    private long? at;

    /// <summary>Tasks left.</summary>
    /// <param name="settled">Tasks that this run has finished or given up so far.</param>
    public long Count(long settled)
    {
        if (at is null || time.GetElapsedTime(at.Value) > Fresh)
            (counted, settledThen, at) = (QueueView.Counts(store).Open, settled, time.GetTimestamp());
        return Math.Max(0, counted - (settled - settledThen));
    }
}
