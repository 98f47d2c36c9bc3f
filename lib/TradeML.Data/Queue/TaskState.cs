namespace TradeML.Data.Queue;

/// <summary>Where a task stands; stored in capitals in <c>backfill_queue.status</c> (SSOT §2.8).</summary>
public enum TaskState
{
    /// <summary>Waiting to be leased, perhaps not before some instant.</summary>
    Pending,

    /// <summary>In the hands of a worker until its lease expires.</summary>
    Leased,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>Given up after too many attempts or a refusal; <c>ata backfill retry</c> puts it back.</summary>
    Failed,
}
