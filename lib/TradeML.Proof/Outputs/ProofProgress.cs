namespace TradeML.Proof.Outputs;

/// <summary>How far a proof is.</summary>
/// <param name="Done">Pairs of subject and cut that are done.</param>
/// <param name="Total">Pairs in all.</param>
/// <param name="Subject">The subject at work.</param>
/// <param name="Cut">The cut it is held against; null while it is computed for the first time.</param>
/// <param name="Leaked">Values that leaked so far.</param>
public sealed record ProofProgress(int Done, int Total, string Subject, CutInstant? Cut, long Leaked);
