namespace TradeML.Node.Replication;

/// <summary>How a lake and an object store compare.</summary>
/// <param name="Place">The store.</param>
/// <param name="Here">Files on this lake's disk.</param>
/// <param name="ToPush">How many of them the store lacks.</param>
/// <param name="BytesToPush">Their size.</param>
/// <param name="ToPull">Files that a pull would bring.</param>
/// <param name="BytesToPull">Their size.</param>
/// <param name="Lakes">What was pushed, by lake: name, machine, instant (UTC), files.</param>
public sealed record SyncStatus(
    string Place, int Here, int ToPush, long BytesToPush, int ToPull, long BytesToPull,
    IReadOnlyList<PushedLake> Lakes);
