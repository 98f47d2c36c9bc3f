using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Sec;

/// <summary>A tag under which companies report a figure.</summary>
/// <param name="Taxonomy">us-gaap or dei.</param>
/// <param name="Tag">Name of the concept.</param>
/// <param name="Label">In words.</param>
/// <param name="Unit">USD, shares or USD/shares.</param>
/// <param name="Span">Whether it holds at an instant, over a quarter, or, in reports of quarters, from the year's
/// beginning.</param>
/// <param name="Value">The figure.</param>
internal sealed record SecConcept(
    string Taxonomy, string Tag, string Label, string Unit, SecSpan Span, Func<StatementLines, double> Value)
{
    /// <summary>First filing day of the tag for revenue that the standard of 2018 brought.</summary>
    private static readonly DateOnly NewRevenue = new(2018, 4, 1);

    /// <summary>All concepts but the number of shares on the cover.</summary>
    public static IReadOnlyList<SecConcept> All { get; } =
    [
        Gaap("Revenues", "Revenues", SecSpan.Quarter, l => l.Revenue),
        Gaap("RevenueFromContractWithCustomerExcludingAssessedTax",
            "Revenue from Contract with Customer, Excluding Assessed Tax", SecSpan.Quarter, l => l.Revenue),
        Gaap("CostOfRevenue", "Cost of Revenue", SecSpan.Quarter, l => l.CostOfRevenue),
        Gaap("GrossProfit", "Gross Profit", SecSpan.Quarter, l => l.GrossProfit),
        Gaap("OperatingIncomeLoss", "Operating Income (Loss)", SecSpan.Quarter, l => l.OperatingIncome),
        Gaap("NetIncomeLoss", "Net Income (Loss) Attributable to Parent", SecSpan.Quarter, l => l.NetIncome),
        Gaap("EarningsPerShareDiluted", "Earnings Per Share, Diluted", SecSpan.Quarter, l => l.EpsDiluted,
            "USD/shares"),
        Gaap("WeightedAverageNumberOfDilutedSharesOutstanding",
            "Weighted Average Number of Shares Outstanding, Diluted", SecSpan.Quarter, l => l.SharesDiluted, "shares"),
        Gaap("NetCashProvidedByUsedInOperatingActivities", "Net Cash Provided by (Used in) Operating Activities",
            SecSpan.YearToDate, l => l.OperatingCashFlow),
        Gaap("PaymentsToAcquirePropertyPlantAndEquipment", "Payments to Acquire Property, Plant, and Equipment",
            SecSpan.YearToDate, l => l.CapitalExpenditure),
        Gaap("PaymentsOfDividends", "Payments of Dividends", SecSpan.YearToDate, l => l.DividendsPaid),
        Gaap("Assets", "Assets", SecSpan.Instant, l => l.TotalAssets),
        Gaap("Liabilities", "Liabilities", SecSpan.Instant, l => l.TotalLiabilities),
        Gaap("StockholdersEquity", "Stockholders' Equity Attributable to Parent", SecSpan.Instant, l => l.Equity),
        Gaap("CashAndCashEquivalentsAtCarryingValue", "Cash and Cash Equivalents, at Carrying Value", SecSpan.Instant,
            l => l.Cash),
        Gaap("LongTermDebtNoncurrent", "Long-Term Debt, Excluding Current Maturities", SecSpan.Instant,
            l => l.LongTermDebt),
        Gaap("InventoryNet", "Inventory, Net", SecSpan.Instant, l => l.Inventory),
    ];

    /// <summary>Whether filings of a day use it: the tag for revenue changed in 2018.</summary>
    public bool IsUsed(DateOnly filed) => Tag switch
    {
        "Revenues" => filed < NewRevenue,
        "RevenueFromContractWithCustomerExcludingAssessedTax" => filed >= NewRevenue,
        _ => true,
    };

    private static SecConcept Gaap(
        string tag, string label, SecSpan span, Func<StatementLines, double> value, string unit = "USD") =>
        new("us-gaap", tag, label, unit, span, value);
}
