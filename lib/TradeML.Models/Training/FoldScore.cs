namespace TradeML.Models.Training;

/// <summary>What one split's model did on its test rows.</summary>
/// <param name="Split">Index of the split.</param>
/// <param name="TrainRows">Rows trained on.</param>
/// <param name="TestRows">Rows scored.</param>
/// <param name="Trees">Trees of the model.</param>
/// <param name="RankIc">Mean over test sessions of the Spearman correlation between score and raw label; NaN when no
/// session has enough names.</param>
public readonly record struct FoldScore(int Split, int TrainRows, int TestRows, int Trees, double RankIc);
