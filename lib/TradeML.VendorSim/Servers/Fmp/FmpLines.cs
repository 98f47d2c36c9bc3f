using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>The lines of each statement under Financial Modeling Prep's names, in its order.</summary>
internal static class FmpLines
{
    public static IEnumerable<(string Name, double Value)> Of(string statement, StatementLines l) => statement switch
    {
        "income-statement" => Income(l),
        "balance-sheet-statement" => Balance(l),
        _ => CashFlow(l),
    };

    private static (string Name, double Value)[] Income(StatementLines l) =>
    [
        ("revenue", l.Revenue), ("costOfRevenue", l.CostOfRevenue), ("grossProfit", l.GrossProfit),
        ("researchAndDevelopmentExpenses", l.Research),
        ("generalAndAdministrativeExpenses", 0), ("sellingAndMarketingExpenses", 0),
        ("sellingGeneralAndAdministrativeExpenses", l.SellingGeneral),
        ("otherExpenses", 0), ("operatingExpenses", l.OperatingExpenses),
        ("costAndExpenses", l.CostOfRevenue + l.OperatingExpenses),
        ("netInterestIncome", l.InterestIncome - l.InterestExpense), ("interestIncome", l.InterestIncome),
        ("interestExpense", l.InterestExpense),
        ("depreciationAndAmortization", l.Depreciation),
        ("ebitda", l.PretaxIncome + l.InterestExpense + l.Depreciation), ("ebit", l.PretaxIncome + l.InterestExpense),
        ("nonOperatingIncomeExcludingInterest", 0), ("operatingIncome", l.OperatingIncome),
        ("totalOtherIncomeExpensesNet", l.InterestIncome - l.InterestExpense), ("incomeBeforeTax", l.PretaxIncome),
        ("incomeTaxExpense", l.IncomeTax),
        ("netIncomeFromContinuingOperations", l.NetIncome), ("netIncomeFromDiscontinuedOperations", 0),
        ("otherAdjustmentsToNetIncome", 0),
        ("netIncome", l.NetIncome), ("netIncomeDeductions", 0), ("bottomLineNetIncome", l.NetIncome), ("eps", l.Eps),
        ("epsDiluted", l.EpsDiluted),
        ("weightedAverageShsOut", l.SharesBasic), ("weightedAverageShsOutDil", l.SharesDiluted),
    ];

    private static (string Name, double Value)[] Balance(StatementLines l) =>
    [
        ("cashAndCashEquivalents", l.Cash), ("shortTermInvestments", 0), ("cashAndShortTermInvestments", l.Cash),
        ("netReceivables", l.Receivables),
        ("accountsReceivables", l.Receivables), ("otherReceivables", 0), ("inventory", l.Inventory), ("prepaids", 0),
        ("otherCurrentAssets", 0),
        ("totalCurrentAssets", l.CurrentAssets), ("propertyPlantEquipmentNet", l.PropertyNet), ("goodwill", l.Goodwill),
        ("intangibleAssets", 0),
        ("goodwillAndIntangibleAssets", l.Goodwill), ("longTermInvestments", 0), ("taxAssets", 0),
        ("otherNonCurrentAssets", 0),
        ("totalNonCurrentAssets", l.PropertyNet + l.Goodwill), ("otherAssets", 0), ("totalAssets", l.TotalAssets),
        ("totalPayables", l.Payables + l.TaxPayables), ("accountPayables", l.Payables), ("otherPayables", 0),
        ("accruedExpenses", 0),
        ("shortTermDebt", l.ShortTermDebt), ("capitalLeaseObligationsCurrent", 0), ("taxPayables", l.TaxPayables),
        ("deferredRevenue", 0),
        ("otherCurrentLiabilities", 0), ("totalCurrentLiabilities", l.CurrentLiabilities),
        ("longTermDebt", l.LongTermDebt),
        ("capitalLeaseObligationsNonCurrent", 0), ("deferredRevenueNonCurrent", 0),
        ("deferredTaxLiabilitiesNonCurrent", 0),
        ("otherNonCurrentLiabilities", 0), ("totalNonCurrentLiabilities", l.LongTermDebt), ("otherLiabilities", 0),
        ("capitalLeaseObligations", 0),
        ("totalLiabilities", l.TotalLiabilities), ("treasuryStock", 0), ("preferredStock", 0),
        ("commonStock", l.PaidInCapital),
        ("retainedEarnings", l.RetainedEarnings), ("additionalPaidInCapital", 0),
        ("accumulatedOtherComprehensiveIncomeLoss", 0),
        ("otherTotalStockholdersEquity", 0), ("totalStockholdersEquity", l.Equity), ("totalEquity", l.Equity),
        ("minorityInterest", 0),
        ("totalLiabilitiesAndTotalEquity", l.TotalLiabilities + l.Equity), ("totalInvestments", 0),
        ("totalDebt", l.ShortTermDebt + l.LongTermDebt),
        ("netDebt", l.ShortTermDebt + l.LongTermDebt - l.Cash),
    ];

    private static (string Name, double Value)[] CashFlow(StatementLines l) =>
    [
        ("netIncome", l.NetIncome), ("depreciationAndAmortization", l.Depreciation), ("deferredIncomeTax", 0),
        ("stockBasedCompensation", l.StockCompensation),
        ("changeInWorkingCapital", l.FromReceivables + l.FromInventory + l.FromPayables),
        ("accountsReceivables", l.FromReceivables),
        ("inventory", l.FromInventory), ("accountsPayables", l.FromPayables), ("otherWorkingCapital", 0),
        ("otherNonCashItems", 0),
        ("netCashProvidedByOperatingActivities", l.OperatingCashFlow),
        ("investmentsInPropertyPlantAndEquipment", -l.CapitalExpenditure),
        ("acquisitionsNet", 0), ("purchasesOfInvestments", 0), ("salesMaturitiesOfInvestments", 0),
        ("otherInvestingActivities", 0),
        ("netCashProvidedByInvestingActivities", -l.CapitalExpenditure), ("netDebtIssuance", l.DebtIssued),
        ("longTermNetDebtIssuance", l.DebtIssued),
        ("shortTermNetDebtIssuance", 0), ("netStockIssuance", -l.Repurchases),
        ("netCommonStockIssuance", -l.Repurchases), ("commonStockIssuance", 0),
        ("commonStockRepurchased", -l.Repurchases), ("netPreferredStockIssuance", 0),
        ("netDividendsPaid", -l.DividendsPaid),
        ("commonDividendsPaid", -l.DividendsPaid), ("preferredDividendsPaid", 0), ("otherFinancingActivities", 0),
        ("netCashProvidedByFinancingActivities", l.FinancingCashFlow), ("effectOfForexChangesOnCash", 0),
        ("netChangeInCash", l.ChangeInCash),
        ("cashAtEndOfPeriod", l.Cash), ("cashAtBeginningOfPeriod", l.CashBefore),
        ("operatingCashFlow", l.OperatingCashFlow),
        ("capitalExpenditure", -l.CapitalExpenditure), ("freeCashFlow", l.OperatingCashFlow - l.CapitalExpenditure),
        ("incomeTaxesPaid", l.IncomeTax),
        ("interestPaid", l.InterestExpense),
    ];
}
