namespace TradeML.Models.Training;

/// <summary>One file of a trained model, for the caller to store.</summary>
/// <param name="Name">File name: model.txt, feature_list.json or training_cfg.json.</param>
/// <param name="Content">The bytes (UTF-8, LF).</param>
public sealed record ArtifactFile(string Name, ReadOnlyMemory<byte> Content);
