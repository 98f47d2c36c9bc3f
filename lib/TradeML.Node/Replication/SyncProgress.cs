namespace TradeML.Node.Replication;

/// <summary>How far a push or pull is.</summary>
/// <param name="Done">Files transferred.</param>
/// <param name="All">Files to transfer.</param>
/// <param name="Bytes">Bytes transferred.</param>
public sealed record SyncProgress(int Done, int All, long Bytes);
