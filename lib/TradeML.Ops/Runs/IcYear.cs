namespace TradeML.Ops.Runs;

/// <summary>Daily rank IC in one calendar year.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Mean">Mean daily Spearman correlation of score and forward return.</param>
/// <param name="TStat">t-statistic of that mean; the days overlap when the horizon is longer than one.</param>
/// <param name="Days">Days counted.</param>
public sealed record IcYear(int Year, double Mean, double TStat, int Days);
