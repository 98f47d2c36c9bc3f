namespace TradeML.Data.Ingest;

/// <summary>What a run over the queue did.</summary>
/// <param name="Done">Tasks finished.</param>
/// <param name="Failed">Tasks given up.</param>
/// <param name="Deferred">Tasks that wait for a later attempt.</param>
/// <param name="Rows">Rows written: new or revised.</param>
/// <param name="Quarantined">Rows set aside.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="Stopped">Why it ended before the queue was empty, as a sentence; null when it was.</param>
public sealed record BackfillSummary(
    long Done, long Failed, long Deferred, long Rows, long Quarantined, long Requests, TimeSpan Elapsed,
    string? Stopped);
