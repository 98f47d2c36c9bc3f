namespace TradeML.Data.Queue;

/// <summary>One row of the queue as <c>ata backfill queue</c> lists it.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Where it stands.</param>
/// <param name="LeaseOwner">Who holds it, or null.</param>
/// <param name="NotBefore">Deferred until (UTC), or null.</param>
/// <param name="LastError">Why the last attempt failed, or null.</param>
/// <param name="CreatedAt">When it was asked for (UTC).</param>
/// <param name="UpdatedAt">When it last changed (UTC).</param>
public sealed record QueueEntry(
    BackfillTask Task, TaskState State, string? LeaseOwner, DateTime? NotBefore, string? LastError, DateTime CreatedAt,
    DateTime UpdatedAt);
