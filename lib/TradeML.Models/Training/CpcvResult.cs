namespace TradeML.Models.Training;

/// <summary>Out-of-fold results of one trial.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Paths">One array a path, one score a sample row; NaN where a path has none. No score comes from a model
/// that trained on its row.</param>
/// <param name="Folds">One entry a split, in order.</param>
/// <param name="GainImportance">Total gain of each feature, averaged over the splits.</param>
public sealed record CpcvResult(
    TrialSettings Trial, IReadOnlyList<double[]> Paths, IReadOnlyList<FoldScore> Folds,
    IReadOnlyList<double> GainImportance);
