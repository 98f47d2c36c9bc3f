namespace TradeML.Ops.Reports;

/// <summary>Completeness of one table over the training window.</summary>
/// <param name="Table">Full name, for example <c>curated/equities_ohlcv_adj</c>.</param>
/// <param name="Expected">Partitions expected: one per symbol and session of its listing.</param>
/// <param name="Green">Of those, complete and checked.</param>
/// <param name="Amber">Of those, present with a reservation.</param>
/// <param name="Red">Of those, missing.</param>
/// <param name="GreenShare">Green divided by expected; NaN when nothing is expected.</param>
/// <param name="Threshold">The share that training demands; NaN when none is set.</param>
internal sealed record TableHealth(
    string Table, long Expected, long Green, long Amber, long Red, double GreenShare, double Threshold);
