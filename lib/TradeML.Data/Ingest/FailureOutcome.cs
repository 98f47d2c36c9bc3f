namespace TradeML.Data.Ingest;

/// <summary>What became of a failed unit.</summary>
/// <param name="GivenUp">Tasks that are FAILED now.</param>
/// <param name="Fatal">Whether going on makes no sense.</param>
internal readonly record struct FailureOutcome(int GivenUp, bool Fatal);
