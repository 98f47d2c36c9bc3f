namespace TradeML.Models.Training;

/// <summary>How far a training is.</summary>
/// <param name="Trial">The trial that is being trained.</param>
/// <param name="FitsDone">Fits finished, over all trials.</param>
/// <param name="FitsTotal">Fits to do, over all trials.</param>
public readonly record struct TrainingProgress(string Trial, int FitsDone, int FitsTotal);
