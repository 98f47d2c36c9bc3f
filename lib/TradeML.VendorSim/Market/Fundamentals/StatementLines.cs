namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>
/// The lines of income statement, balance sheet and cash flow of one period in whole dollars, shares in whole shares.
/// They add up: assets equal liabilities and equity, and cash at the end is cash before plus the flows.
/// </summary>
internal sealed record StatementLines
{
    public required double Revenue { get; init; }

    public required double CostOfRevenue { get; init; }

    public required double Research { get; init; }

    public required double SellingGeneral { get; init; }

    /// <summary>Contained in the costs above.</summary>
    public required double Depreciation { get; init; }

    public required double InterestIncome { get; init; }

    public required double InterestExpense { get; init; }

    public required double IncomeTax { get; init; }

    public required double SharesBasic { get; init; }

    public required double SharesDiluted { get; init; }

    public required double Cash { get; init; }

    public required double Receivables { get; init; }

    public required double Inventory { get; init; }

    public required double PropertyNet { get; init; }

    public required double Goodwill { get; init; }

    public required double Payables { get; init; }

    public required double TaxPayables { get; init; }

    public required double ShortTermDebt { get; init; }

    public required double LongTermDebt { get; init; }

    public required double PaidInCapital { get; init; }

    public required double RetainedEarnings { get; init; }

    public required double StockCompensation { get; init; }

    /// <summary>Cash set free by receivables; negative when they grow.</summary>
    public required double FromReceivables { get; init; }

    public required double FromInventory { get; init; }

    /// <summary>Cash kept by paying later, taxes included.</summary>
    public required double FromPayables { get; init; }

    /// <summary>Spent; not negative.</summary>
    public required double CapitalExpenditure { get; init; }

    /// <summary>Spent; not negative.</summary>
    public required double DividendsPaid { get; init; }

    /// <summary>Spent; not negative.</summary>
    public required double Repurchases { get; init; }

    public required double DebtIssued { get; init; }

    public required double CashBefore { get; init; }

    public double GrossProfit => Revenue - CostOfRevenue;

    public double OperatingExpenses => Research + SellingGeneral;

    public double OperatingIncome => GrossProfit - OperatingExpenses;

    public double PretaxIncome => OperatingIncome + InterestIncome - InterestExpense;

    public double NetIncome => PretaxIncome - IncomeTax;

    public double Eps => Math.Round(NetIncome / SharesBasic, 2);

    public double EpsDiluted => Math.Round(NetIncome / SharesDiluted, 2);

    public double CurrentAssets => Cash + Receivables + Inventory;

    public double TotalAssets => CurrentAssets + PropertyNet + Goodwill;

    public double CurrentLiabilities => Payables + TaxPayables + ShortTermDebt;

    public double TotalLiabilities => CurrentLiabilities + LongTermDebt;

    public double Equity => PaidInCapital + RetainedEarnings;

    public double OperatingCashFlow =>
        NetIncome + Depreciation + StockCompensation + FromReceivables + FromInventory + FromPayables;

    public double FinancingCashFlow => DebtIssued - DividendsPaid - Repurchases;

    public double ChangeInCash => OperatingCashFlow - CapitalExpenditure + FinancingCashFlow;

    /// <summary>
    /// The same period with revenue taken back that was booked too early: receivables, tax owed and equity shrink with
    /// it, cash does not.
    /// </summary>
    public StatementLines WithoutRevenue(double amount)
    {
        var tax = Math.Round(0.21 * amount / 1000) * 1000;
        return this with
        {
            Revenue = Revenue - amount,
            IncomeTax = IncomeTax - tax,
            Receivables = Receivables - amount,
            TaxPayables = TaxPayables - tax,
            RetainedEarnings = RetainedEarnings - amount + tax,
            FromReceivables = FromReceivables + amount,
            FromPayables = FromPayables - tax,
        };
    }

    /// <summary>A longer period of consecutive ones: flows add up, the balance is the last one's.</summary>
    public static StatementLines Sum(IReadOnlyList<StatementLines> parts) => parts[^1] with
    {
        Revenue = parts.Sum(p => p.Revenue),
        CostOfRevenue = parts.Sum(p => p.CostOfRevenue),
        Research = parts.Sum(p => p.Research),
        SellingGeneral = parts.Sum(p => p.SellingGeneral),
        Depreciation = parts.Sum(p => p.Depreciation),
        InterestIncome = parts.Sum(p => p.InterestIncome),
        InterestExpense = parts.Sum(p => p.InterestExpense),
        IncomeTax = parts.Sum(p => p.IncomeTax),
        SharesBasic = Math.Round(parts.Average(p => p.SharesBasic)),
        SharesDiluted = Math.Round(parts.Average(p => p.SharesDiluted)),
        StockCompensation = parts.Sum(p => p.StockCompensation),
        FromReceivables = parts.Sum(p => p.FromReceivables),
        FromInventory = parts.Sum(p => p.FromInventory),
        FromPayables = parts.Sum(p => p.FromPayables),
        CapitalExpenditure = parts.Sum(p => p.CapitalExpenditure),
        DividendsPaid = parts.Sum(p => p.DividendsPaid),
        Repurchases = parts.Sum(p => p.Repurchases),
        DebtIssued = parts.Sum(p => p.DebtIssued),
        CashBefore = parts[0].CashBefore,
    };
}
