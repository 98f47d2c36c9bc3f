namespace TradeML.Vendors.Connectors.Sec;

/// <summary>The concepts that are kept of a company's facts unless others are configured.</summary>
internal static class SecConcepts
{
    /// <summary>
    /// About sixty concepts from which the usual ratios can be computed, as <c>taxonomy:Tag</c>. Companies switch tags
    /// over the years, so several stand for one thing: take the first that is there.
    /// </summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "dei:EntityCommonStockSharesOutstanding", "dei:EntityPublicFloat",
        .. UsGaap(
            "RevenueFromContractWithCustomerExcludingAssessedTax",
            "RevenueFromContractWithCustomerIncludingAssessedTax", "Revenues", "SalesRevenueNet", "CostOfRevenue",
            "CostOfGoodsAndServicesSold", "CostOfGoodsSold", "GrossProfit", "ResearchAndDevelopmentExpense",
            "SellingGeneralAndAdministrativeExpense",
            "DepreciationDepletionAndAmortization", "ShareBasedCompensation", "OperatingIncomeLoss", "InterestExpense",
            "IncomeTaxExpenseBenefit", "NetIncomeLoss", "ProfitLoss",
            "EarningsPerShareBasic", "EarningsPerShareDiluted", "WeightedAverageNumberOfSharesOutstandingBasic",
            "WeightedAverageNumberOfDilutedSharesOutstanding",
            "Assets", "AssetsCurrent", "CashAndCashEquivalentsAtCarryingValue",
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents", "ShortTermInvestments",
            "AccountsReceivableNetCurrent", "InventoryNet", "PropertyPlantAndEquipmentNet", "Goodwill",
            "IntangibleAssetsNetExcludingGoodwill", "Liabilities",
            "LiabilitiesCurrent", "AccountsPayableCurrent", "DebtCurrent", "ShortTermBorrowings", "LongTermDebt",
            "LongTermDebtCurrent", "LongTermDebtNoncurrent",
            "StockholdersEquity", "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "RetainedEarningsAccumulatedDeficit",
            "CommonStockSharesOutstanding", "NetCashProvidedByUsedInOperatingActivities",
            "NetCashProvidedByUsedInInvestingActivities",
            "NetCashProvidedByUsedInFinancingActivities", "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsOfDividends", "PaymentsOfDividendsCommonStock",
            "PaymentsForRepurchaseOfCommonStock", "CommonStockDividendsPerShareDeclared"),
        "ifrs-full:Revenue", "ifrs-full:ProfitLoss", "ifrs-full:Assets", "ifrs-full:Liabilities", "ifrs-full:Equity",
        "ifrs-full:CashFlowsFromUsedInOperatingActivities",
    ];

    private static IEnumerable<string> UsGaap(params string[] tags) => tags.Select(t => "us-gaap:" + t);
}
