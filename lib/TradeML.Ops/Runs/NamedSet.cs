namespace TradeML.Ops.Runs;

/// <summary>A feature or label set that a run was made with.</summary>
/// <param name="Name">Its name: that of its file in <c>configs/features</c> or <c>configs/labels</c>.</param>
/// <param name="Sha256">Hash of its settings, as in the manifest of the lake's table of the same name.</param>
public sealed record NamedSet(string Name, string Sha256);
