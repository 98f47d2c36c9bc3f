namespace TradeML.Research.Labels;

/// <summary>Forward total returns of every panel row and the session on which each becomes known.</summary>
/// <param name="Value">Simple total return from the row's close to the end's close; NaN where there is none.</param>
/// <param name="EndDay">Session index at which the label is known; −1 exactly where <paramref name="Value"/> is NaN.</param>
/// <param name="Horizon">The horizon in sessions (or rows).</param>
public sealed record ForwardLabels(double[] Value, int[] EndDay, int Horizon);
