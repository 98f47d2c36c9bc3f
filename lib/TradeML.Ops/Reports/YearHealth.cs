namespace TradeML.Ops.Reports;

/// <summary>Completeness of one table in one calendar year.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Expected">Partitions expected.</param>
/// <param name="GreenShare">Share that is complete and checked.</param>
/// <param name="AmberShare">Share that is present with a reservation.</param>
/// <param name="RedShare">Share that is missing.</param>
internal sealed record YearHealth(
    string Table, int Year, long Expected, double GreenShare, double AmberShare, double RedShare);
