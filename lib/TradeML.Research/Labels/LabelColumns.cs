namespace TradeML.Research.Labels;

/// <summary>The labels of a set as columns, one entry a panel row.</summary>
/// <param name="Labels">Labels and event intervals.</param>
/// <param name="Return">Simple return to the exit, or null where the label is the return itself.</param>
/// <param name="Target">Daily volatility known at entry, or null where nothing is scaled by it.</param>
public sealed record LabelColumns(EventLabels Labels, double[]? Return, double[]? Target);
