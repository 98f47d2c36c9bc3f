namespace TradeML.Data.Reference.Securities;

/// <summary>Bars of a ticker without a gap of more than <see cref="SecurityMaster.GapDays"/> calendar days.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="First">Day of the first bar.</param>
/// <param name="Last">Day of the last bar.</param>
/// <param name="KnownAt">When the first of them was ingested (UTC).</param>
internal sealed record BarRun(string Symbol, DateOnly First, DateOnly Last, DateTime KnownAt);
