namespace TradeML.Data.Ingest.Executors;

/// <summary>How far a worker is.</summary>
/// <param name="Done">Tasks finished in this run.</param>
/// <param name="Failed">Tasks given up in this run.</param>
/// <param name="Left">Tasks still to be done.</param>
/// <param name="Rows">Rows written in this run.</param>
/// <param name="RowsPerSecond">Rows written a second since the start.</param>
/// <param name="Quarantined">Rows set aside in this run.</param>
/// <param name="Requests">Requests sent in this run.</param>
/// <param name="FrozenUntil">When the last frozen vendor is asked again (UTC), or null.</param>
/// <param name="Message">What just happened, when it is worth a line; else null.</param>
public sealed record WorkerProgress(
    long Done, long Failed, long Left, long Rows, double RowsPerSecond, long Quarantined, long Requests,
    DateTimeOffset? FrozenUntil, string? Message);
