namespace TradeML.Node.Replication;

/// <summary>A lake that was pushed to a store.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Host">The machine it was pushed from.</param>
/// <param name="PushedAt">When (UTC).</param>
/// <param name="Files">How many files of tables.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Superseded">Objects that only earlier pushes needed.</param>
public sealed record PushedLake(string Name, string Host, DateTime PushedAt, int Files, long Bytes, int Superseded);
