namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>Carries a company's accounts from quarter to quarter.</summary>
internal sealed class StatementSimulation
{
    private readonly SectorHabits habits;
    private readonly SimulationRandom random;
    private readonly double[] seasons = new double[4];
    private readonly double growth;
    private double trend;
    private double margin;
    private StatementLines? last;

    /// <param name="habits">The sector.</param>
    /// <param name="revenue">Dollars of revenue in the first quarter, about.</param>
    /// <param name="random">A stream of its own.</param>
    public StatementSimulation(SectorHabits habits, double revenue, SimulationRandom random)
    {
        this.habits = habits;
        this.random = random;
        trend = revenue;
        growth = 0.012 + (0.012 * random.Normal());
        margin = Math.Clamp(habits.GrossMargin + (0.06 * random.Normal()), 0.1, 0.9);
        for (var i = 0; i < 4; i++) seasons[i] = 1 + (0.05 * random.Normal());
    }

    /// <summary>The next quarter.</summary>
    /// <param name="quarter">1 … 4.</param>
    /// <param name="shares">Shares outstanding at its end.</param>
    /// <param name="dividends">Dollars of dividends paid in it.</param>
    public StatementLines Next(int quarter, double shares, double dividends)
    {
        trend *= Math.Exp(growth + (0.03 * random.Normal()));
        margin = Math.Clamp(margin + (0.3 * (habits.GrossMargin - margin) * 0.2) + (0.008 * random.Normal()), 0.08,
            0.92);
        var revenue = Whole(trend * Math.Max(0.6, seasons[quarter - 1]));
        var before = last ?? Opening(revenue);
        var cost = Whole(revenue * (1 - margin));
        var research = Whole(revenue * habits.Research * random.Uniform(0.9, 1.1));
        var selling = Whole(revenue * (margin - habits.Research) * random.Uniform(0.5, 0.62));
        var interestIncome = Whole(before.Cash * 0.004);
        var interestExpense = Whole((before.LongTermDebt + before.ShortTermDebt) * 0.0115);
        var pretax = revenue - cost - research - selling + interestIncome - interestExpense;
        var tax = Whole(Math.Max(0, 0.21 * pretax));
        var depreciation = Whole(before.PropertyNet * 0.022);
        var expenditure = Whole(depreciation * random.Uniform(0.85, 1.35));
        var compensation = Whole(revenue * 0.012);
        var (receivables, inventory, payables) = (Whole(revenue * 0.55), Whole(cost * 0.4), Whole(cost * 0.5));
        var owed = Whole(revenue * 0.02);
        var income = pretax - tax;
        var repurchases = income > 0 && random.Uniform() < 0.5 ? Whole(0.3 * income) : 0;
        var working = before.Receivables - receivables + before.Inventory - inventory + payables - before.Payables
            + owed - before.TaxPayables;
        var beforeDebt = before.Cash + income + depreciation + compensation + working - expenditure - dividends
            - repurchases;
        var debt = beforeDebt < 0.3 * revenue ? Whole((0.5 * revenue) - beforeDebt)
            : beforeDebt > 1.5 * revenue
                ? -Math.Min(before.LongTermDebt, Whole(0.5 * (beforeDebt - (1.5 * revenue))))
                : 0;
        return last = new StatementLines
        {
            Revenue = revenue, CostOfRevenue = cost, Research = research, SellingGeneral = selling,
            Depreciation = depreciation,
            InterestIncome = interestIncome, InterestExpense = interestExpense, IncomeTax = tax, SharesBasic = shares,
            SharesDiluted = Math.Round(shares * 1.012), Cash = beforeDebt + debt, Receivables = receivables,
            Inventory = inventory,
            PropertyNet = before.PropertyNet + expenditure - depreciation, Goodwill = before.Goodwill,
            Payables = payables, TaxPayables = owed,
            ShortTermDebt = before.ShortTermDebt, LongTermDebt = before.LongTermDebt + debt,
            PaidInCapital = before.PaidInCapital + compensation,
            RetainedEarnings = before.RetainedEarnings + income - dividends - repurchases,
            StockCompensation = compensation,
            FromReceivables = before.Receivables - receivables, FromInventory = before.Inventory - inventory,
            FromPayables = payables - before.Payables + owed - before.TaxPayables, CapitalExpenditure = expenditure,
            DividendsPaid = dividends,
            Repurchases = repurchases, DebtIssued = debt, CashBefore = before.Cash,
        };
    }

    /// <summary>The balance before the first quarter; its flows are nothing.</summary>
    private StatementLines Opening(double revenue)
    {
        var cost = revenue * (1 - margin);
        var (cash, receivables, inventory) = (Whole(0.8 * revenue), Whole(0.55 * revenue), Whole(0.4 * cost));
        var (property, goodwill) = (Whole(3 * revenue), Whole(1.2 * revenue));
        var (payables, owed, shortDebt, longDebt) = (Whole(0.5 * cost), Whole(0.02 * revenue), Whole(0.2 * revenue),
            Whole(1.5 * revenue));
        var equity = cash + receivables + inventory + property + goodwill - payables - owed - shortDebt - longDebt;
        var paidIn = Whole(0.4 * equity);
        return new StatementLines
        {
            Revenue = 0, CostOfRevenue = 0, Research = 0, SellingGeneral = 0, Depreciation = 0, InterestIncome = 0,
            InterestExpense = 0, IncomeTax = 0,
            SharesBasic = 1, SharesDiluted = 1, Cash = cash, Receivables = receivables, Inventory = inventory,
            PropertyNet = property, Goodwill = goodwill,
            Payables = payables, TaxPayables = owed, ShortTermDebt = shortDebt, LongTermDebt = longDebt,
            PaidInCapital = paidIn,
            RetainedEarnings = equity - paidIn, StockCompensation = 0, FromReceivables = 0, FromInventory = 0,
            FromPayables = 0, CapitalExpenditure = 0,
            DividendsPaid = 0, Repurchases = 0, DebtIssued = 0, CashBefore = cash,
        };
    }

    /// <summary>Whole thousands, in which companies report.</summary>
    private static double Whole(double dollars) => Math.Round(dollars / 1000) * 1000;
}
