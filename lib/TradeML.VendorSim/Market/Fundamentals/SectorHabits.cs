namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>What companies of a sector have in common.</summary>
/// <param name="Sector">Name of the sector.</param>
/// <param name="Industry">An industry of it.</param>
/// <param name="Sic">Its code in the Standard Industrial Classification.</param>
/// <param name="SicDescription">The code in words.</param>
/// <param name="SalesPerValue">Yearly revenue per dollar of market value.</param>
/// <param name="GrossMargin">Gross profit per dollar of revenue.</param>
/// <param name="Research">Research and development per dollar of revenue.</param>
internal sealed record SectorHabits(
    string Sector, string Industry, string Sic, string SicDescription, double SalesPerValue, double GrossMargin,
    double Research)
{
    private static readonly SectorHabits[] All =
    [
        new("Energy", "Oil & Gas E&P", "1311", "Crude Petroleum & Natural Gas", 0.9, 0.38, 0),
        new("Materials", "Chemicals", "2800", "Chemicals & Allied Products", 0.8, 0.33, 0.02),
        new("Industrials", "Industrial Machinery", "3560", "General Industrial Machinery & Equipment", 0.7, 0.36, 0.03),
        new("Consumer Discretionary", "Specialty Retail", "5600", "Retail-Apparel & Accessory Stores", 1.0, 0.4, 0),
        new("Consumer Staples", "Packaged Foods", "2000", "Food and Kindred Products", 0.9, 0.35, 0.01),
        new("Health Care", "Drug Manufacturers", "2834", "Pharmaceutical Preparations", 0.35, 0.66, 0.16),
        new("Financials", "Asset Management", "6282", "Investment Advice", 0.45, 0.55, 0),
        new("Information Technology", "Application Software", "7372", "Services-Prepackaged Software", 0.25, 0.7, 0.18),
        new("Communication Services", "Entertainment", "7812", "Services-Motion Picture & Video Tape Production", 0.5,
            0.48, 0.03),
        new("Utilities", "Regulated Electric", "4911", "Electric Services", 0.6, 0.42, 0),
        new("Real Estate", "REIT", "6798", "Real Estate Investment Trusts", 0.22, 0.62, 0),
    ];

    /// <summary>The habits of a sector; a security whose sector is not known gets one from its identity.</summary>
    public static SectorHabits Of(Security security) =>
        Array.Find(All, habits => habits.Sector == security.Sector)
            ?? All[(uint)StableId.Seed(security.Id) % All.Length];
}
