namespace TradeML.Ops.Reports.Profiles;

/// <summary>
/// What one column of features or labels looks like: how much is known, and how it is distributed, altogether and by
/// month.
/// </summary>
/// <param name="Name">Column name.</param>
/// <param name="Family">Family it belongs to; <c>other</c> when the catalog does not know it.</param>
/// <param name="Rows">Rows, known or not.</param>
/// <param name="UnknownShare">Share of them that is NaN, 0 to 1.</param>
/// <param name="FirstKnown">First date with a known value; null when there is none.</param>
/// <param name="Mean">Mean of the known values.</param>
/// <param name="Deviation">Standard deviation (n − 1) of the known values.</param>
/// <param name="P1">1 % quantile (type 7) of the known values.</param>
/// <param name="P50">Median.</param>
/// <param name="P99">99 % quantile.</param>
/// <param name="Months">The months, ascending.</param>
public sealed record FeatureProfile(
    string Name, string Family, long Rows, double UnknownShare, DateOnly? FirstKnown, double Mean, double Deviation,
    double P1, double P50, double P99,
    IReadOnlyList<ProfilePeriod> Months);
