using TradeML.Models.LightGbm;

namespace TradeML.Models.Training;

/// <summary>One configuration of the model family; each one that is tried counts as a trial.</summary>
/// <param name="Name">Name within the family.</param>
/// <param name="Parameters">LightGBM's parameters; seed and threads are set by the trainer.</param>
/// <param name="Rounds">Boosting rounds, at least 1.</param>
public sealed record TrialSettings(string Name, LightGbmParameters Parameters, int Rounds);
