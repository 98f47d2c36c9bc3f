namespace TradeML.Research.Labels;

/// <summary>
/// The labels of a panel's rows with their event intervals: a label is made of what happens in
/// [<paramref name="StartDay"/>,
/// <paramref name="EndDay"/>] and does not change after it. Purging compares these intervals.
/// </summary>
/// <param name="Value">The label of each row; NaN where there is none.</param>
/// <param name="StartDay">Session index of each row, the panel's own array.</param>
/// <param name="EndDay">Session index at which the label is known; −1 exactly where <paramref name="Value"/> is
/// NaN.</param>
/// <param name="End">How each label ended, or why there is none.</param>
public sealed record EventLabels(double[] Value, int[] StartDay, int[] EndDay, LabelEnd[] End);
