namespace TradeML.Node.Replication;

/// <summary>What a push or pull did.</summary>
/// <param name="Lake">The lake that was pushed, or that was pulled from.</param>
/// <param name="Files">Files that belong to it.</param>
/// <param name="Moved">How many of them were transferred now; the others were there.</param>
/// <param name="Bytes">Bytes transferred.</param>
/// <param name="Pruned">Objects deleted by <c>--prune-remote</c>.</param>
/// <param name="Kept">Files of this lake that differ from the store's and were left as they are.</param>
public sealed record SyncSummary(string Lake, int Files, int Moved, long Bytes, int Pruned, IReadOnlyList<string> Kept);
