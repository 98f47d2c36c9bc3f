namespace TradeML.Ops.Reports.Profiles;

/// <summary>A feature's distribution within one calendar month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Rows">Rows of the month, known or not.</param>
/// <param name="UnknownShare">Share of them that is NaN, 0 to 1.</param>
/// <param name="P5">5 % quantile of the known values; NaN when none is known.</param>
/// <param name="P25">25 % quantile.</param>
/// <param name="P50">Median.</param>
/// <param name="P75">75 % quantile.</param>
/// <param name="P95">95 % quantile.</param>
public sealed record ProfilePeriod(
    DateOnly Month, long Rows, double UnknownShare, double P5, double P25, double P50, double P75, double P95);
