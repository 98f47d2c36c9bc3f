namespace TradeML.Data.Queue;

/// <summary>How many tasks stand where.</summary>
/// <param name="Pending">Waiting, deferred ones included.</param>
/// <param name="Leased">In the hands of a worker.</param>
/// <param name="Done">Finished.</param>
/// <param name="Failed">Given up.</param>
public sealed record QueueCounts(long Pending, long Leased, long Done, long Failed)
{
    /// <summary>Tasks that are still to be done.</summary>
    public long Open => Pending + Leased;
}
