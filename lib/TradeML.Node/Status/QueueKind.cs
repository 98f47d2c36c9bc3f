namespace TradeML.Node.Status;

/// <summary>How many tasks of one kind stand where.</summary>
/// <param name="Kind">The kind, for example <c>FORWARD</c>.</param>
/// <param name="Pending">Waiting, deferred ones included.</param>
/// <param name="Leased">In the hands of a worker.</param>
/// <param name="Done">Finished.</param>
/// <param name="Failed">Given up.</param>
public sealed record QueueKind(string Kind, long Pending, long Leased, long Done, long Failed);
