namespace TradeML.Ops.Runs;

/// <summary>Where the numbers of a report come from.</summary>
/// <param name="RunId">The training run: a content hash of inputs, configuration, seed and code version.</param>
/// <param name="ConfigHash">SHA-256 of the training configuration.</param>
/// <param name="Snapshot">SHA-256 over the hashes of the curated files that were read.</param>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="CodeVersion">Version of TradeML.</param>
/// <param name="WindowStart">First session of the training window.</param>
/// <param name="WindowEnd">Last session of the training window.</param>
/// <param name="Symbols">Symbols read.</param>
/// <param name="Rows">Panel rows read.</param>
public sealed record Provenance(
    string RunId, string ConfigHash, string Snapshot, int Seed, string CodeVersion, DateOnly WindowStart,
    DateOnly WindowEnd, int Symbols, long Rows);
