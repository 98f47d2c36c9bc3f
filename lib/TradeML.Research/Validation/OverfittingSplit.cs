namespace TradeML.Research.Validation;

/// <summary>One combination of in-sample blocks.</summary>
/// <param name="Selected">The configuration with the best in-sample metric (the first on ties).</param>
/// <param name="InSample">Its in-sample Sharpe ratio per period.</param>
/// <param name="OutOfSample">Its out-of-sample Sharpe ratio per period.</param>
/// <param name="Rank">Ascending average rank of <paramref name="OutOfSample"/> among all configurations, 1 to
/// N.</param>
/// <param name="Logit">ln(ω / (1 − ω)) with ω = rank / (N + 1).</param>
public readonly record struct OverfittingSplit(
    int Selected, double InSample, double OutOfSample, double Rank, double Logit);
