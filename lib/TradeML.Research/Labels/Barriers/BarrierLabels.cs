namespace TradeML.Research.Labels.Barriers;

/// <summary>Triple-barrier labels of a panel's rows.</summary>
/// <param name="Labels">−1, 0 or 1 with their event intervals.</param>
/// <param name="Return">Simple return from the entry's close to the exit; NaN where there is no label.</param>
/// <param name="Target">Daily volatility known at entry, which scales the barriers; NaN while unknown.</param>
internal sealed record BarrierLabels(EventLabels Labels, double[] Return, double[] Target);
