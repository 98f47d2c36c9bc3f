namespace TradeML.Proof.Outputs;

/// <summary>One output that was claimed to be known at a cut and that another future changed.</summary>
/// <param name="Column">Output and column, for example <c>features.feat_mom_20</c>; a column that is only there to be
/// there is named after the output.</param>
/// <param name="Key">Symbol, or whatever else identifies the row.</param>
/// <param name="Date">Local day of the row.</param>
/// <param name="Cut">The cut (UTC).</param>
/// <param name="Kind">What happened.</param>
/// <param name="Before">Value before, NaN where unknown or absent.</param>
/// <param name="After">Value after, NaN where unknown or absent.</param>
/// <param name="Sessions">Sessions from the row's day to the cut's: the future that leaked lies further away than
/// that.</param>
public sealed record Leak(
    string Column, string Key, DateOnly Date, DateTime Cut, LeakKind Kind, double Before, double After, int Sessions);
