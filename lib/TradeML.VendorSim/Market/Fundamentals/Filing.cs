namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>One filing with the Securities and Exchange Commission.</summary>
/// <param name="Accession">Number of the filing, with dashes.</param>
/// <param name="Form">10-K, 10-Q, 8-K, 4, 25-NSE, …; "/A" at the end marks an amendment.</param>
/// <param name="AcceptedUtc">Instant of acceptance, from which it is public.</param>
/// <param name="FilingDate">Day that it counts for: the next business day when accepted after 17:30 in New
/// York.</param>
/// <param name="ReportDate">End of the period reported on, or null.</param>
/// <param name="Items">Items of an 8-K, else empty.</param>
/// <param name="Document">Name of its main document.</param>
internal sealed record Filing(
    string Accession, string Form, DateTime AcceptedUtc, DateOnly FilingDate, DateOnly? ReportDate, string Items,
    string Document)
{
    /// <summary>Whether its figures are tagged; statements are since the middle of 2009.</summary>
    public bool IsXbrl =>
        ReportDate is not null && Form.StartsWith("10-", StringComparison.Ordinal)
            && FilingDate >= new DateOnly(2009, 6, 15);
}
