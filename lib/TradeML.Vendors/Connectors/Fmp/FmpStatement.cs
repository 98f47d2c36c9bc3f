using System.Collections.Frozen;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// One kind of statement: where it is asked for, and which of the vendor's fields go into which column.
/// </summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Endpoint">Path below <c>/stable</c>.</param>
/// <param name="Columns">Column, the vendor's field, and whether 0 may be meant: the vendor writes 0 for what was not
/// reported.</param>
/// <param name="Others">Fields that are known and left out, separated by blanks.</param>
internal sealed record FmpStatement(
    string Dataset, string Endpoint, IReadOnlyList<(string Column, string Field, bool MayBeZero)> Columns,
    string Others)
{
    private const string Around =
        "date symbol reportedCurrency cik filingDate fillingDate acceptedDate fiscalYear "
            + "calendarYear period link finalLink";

    /// <summary>Income statement.</summary>
    public static FmpStatement Income { get; } = new(
        "fundamentals_income", "income-statement",
        [
            ("revenue", "revenue", true), ("cost_of_revenue", "costOfRevenue", true),
            ("gross_profit", "grossProfit", true), ("operating_income", "operatingIncome", false),
            ("net_income", "netIncome", false), ("eps_diluted", "epsDiluted", false),
            ("shares_diluted", "weightedAverageShsOutDil", false),
        ],
        "epsdiluted researchAndDevelopmentExpenses generalAndAdministrativeExpenses sellingAndMarketingExpenses "
            + "sellingGeneralAndAdministrativeExpenses otherExpenses " +
        "operatingExpenses costAndExpenses netInterestIncome interestIncome interestExpense "
        + "depreciationAndAmortization ebitda ebit nonOperatingIncomeExcludingInterest " +
        "totalOtherIncomeExpensesNet incomeBeforeTax incomeTaxExpense netIncomeFromContinuingOperations "
        + "netIncomeFromDiscontinuedOperations otherAdjustmentsToNetIncome " +
        "netIncomeDeductions bottomLineNetIncome eps weightedAverageShsOut grossProfitRatio ebitdaratio "
        + "operatingIncomeRatio incomeBeforeTaxRatio netIncomeRatio");

    /// <summary>Balance sheet.</summary>
    public static FmpStatement Balance { get; } = new(
        "fundamentals_balance", "balance-sheet-statement",
        [
            ("total_assets", "totalAssets", false), ("current_assets", "totalCurrentAssets", false),
            ("cash_and_equivalents", "cashAndCashEquivalents", false),
            ("total_liabilities", "totalLiabilities", false), ("current_liabilities", "totalCurrentLiabilities", false),
            ("total_debt", "totalDebt", true),
            ("shareholders_equity", "totalStockholdersEquity", false),
        ],
        "shortTermInvestments cashAndShortTermInvestments netReceivables accountsReceivables otherReceivables "
            + "inventory prepaids otherCurrentAssets propertyPlantEquipmentNet " +
        "goodwill intangibleAssets goodwillAndIntangibleAssets longTermInvestments taxAssets otherNonCurrentAssets "
        + "totalNonCurrentAssets otherAssets totalPayables " +
        "accountPayables otherPayables accruedExpenses shortTermDebt capitalLeaseObligationsCurrent taxPayables "
        + "deferredRevenue otherCurrentLiabilities longTermDebt " +
        "capitalLeaseObligationsNonCurrent deferredRevenueNonCurrent deferredTaxLiabilitiesNonCurrent "
        + "otherNonCurrentLiabilities totalNonCurrentLiabilities " +
        "otherLiabilities capitalLeaseObligations treasuryStock preferredStock commonStock retainedEarnings "
        + "additionalPaidInCapital " +
        "accumulatedOtherComprehensiveIncomeLoss otherTotalStockholdersEquity totalEquity minorityInterest "
        + "totalLiabilitiesAndTotalEquity totalInvestments netDebt");

    /// <summary>Cash-flow statement.</summary>
    public static FmpStatement CashFlow { get; } = new(
        "fundamentals_cashflow", "cash-flow-statement",
        [
            ("operating_cash_flow", "operatingCashFlow", false), ("capital_expenditure", "capitalExpenditure", true),
            ("free_cash_flow", "freeCashFlow", false),
            ("dividends_paid", "netDividendsPaid", true), ("shares_repurchased", "commonStockRepurchased", true),
            ("net_change_in_cash", "netChangeInCash", true),
        ],
        "dividendsPaid netIncome depreciationAndAmortization deferredIncomeTax stockBasedCompensation "
            + "changeInWorkingCapital accountsReceivables inventory accountsPayables " +
        "otherWorkingCapital otherNonCashItems netCashProvidedByOperatingActivities "
        + "investmentsInPropertyPlantAndEquipment acquisitionsNet purchasesOfInvestments " +
        "salesMaturitiesOfInvestments otherInvestingActivities netCashProvidedByInvestingActivities netDebtIssuance "
        + "longTermNetDebtIssuance shortTermNetDebtIssuance " +
        "netStockIssuance netCommonStockIssuance commonStockIssuance netPreferredStockIssuance commonDividendsPaid "
        + "preferredDividendsPaid otherFinancingActivities " +
        "netCashProvidedByFinancingActivities effectOfForexChangesOnCash cashAtEndOfPeriod cashAtBeginningOfPeriod "
        + "incomeTaxesPaid interestPaid");

    /// <summary>Every field that is known.</summary>
    public FrozenSet<string> Known { get; } = string.Join(' ', [Around, Others, .. Columns.Select(c => c.Field)])
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
