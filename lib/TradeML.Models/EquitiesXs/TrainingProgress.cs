namespace TradeML.Models.EquitiesXs;

/// <summary>How far a training is.</summary>
/// <param name="Variant">The variant that is being trained.</param>
/// <param name="FitsDone">Fits finished, over all variants.</param>
/// <param name="FitsTotal">Fits to do, over all variants.</param>
public readonly record struct TrainingProgress(string Variant, int FitsDone, int FitsTotal);
