using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>
/// Makes the company behind a security from the security's identity, its prices and its corporate actions.
/// </summary>
internal sealed class CompanyFactory(IMarketSource market)
{
    private const int NasdaqCik = 1354457;
    private const int NyseCik = 876661;
    private const int QuartersBefore = 12;
    private static readonly TimeOnly Seven = new(7, 0);
    private static readonly TimeOnly AfterClose = new(16, 5);

    private readonly ILookup<int, CorporateAction> actions = market.CorporateActions
        .ToLookup(action => action.SecurityIndex);

    public Company Create(Security security, int cik)
    {
        var random = new SimulationRandom(StableId.Seed(security.Id), 5_000_000);
        var habits = SectorHabits.Of(security);
        var yearEnd = random.Uniform() < 0.75 ? 12 : new[] { 1, 6, 9 }[random.Below(3)];
        var (shares, revenue) = Scale(security, habits, random);
        var count = new ShareCount(shares, security.Listed);
        var own = actions[security.Index].OrderBy(action => action.ExDate).ToList();
        var accounts = new StatementSimulation(habits, revenue, random);
        var book = new FilingBook(cik, security.Symbol);
        var statements = new List<Statement>();
        var earnings = new List<EarningsReport>();
        var split = 0;
        foreach (var (start, end) in Quarters(security, yearEnd))
        {
            var since = count.On(end);
            for (; split < own.Count && own[split].ExDate <= end; split++)
                if (own[split].Ratio != 1) count.Multiply(own[split].ExDate, own[split].Ratio);
            if (end >= security.Listed) count.Multiply(end, 1 + (0.004 * random.Normal()) - 0.001);
            var dividends =
                own.Where(a => a.Kind == CorporateActionKind.CashDividend && a.ExDate >= start && a.ExDate <= end)
                    .Sum(a => a.Cash) * since;
            var quarter = ((end.Month - yearEnd + 12) % 12) switch { 0 => 4, var months => months / 3 };
            var lines = accounts.Next(quarter, count.On(end), Math.Round(dividends / 1000) * 1000);
            var report = Announce(end, end.Month <= yearEnd ? end.Year : end.Year + 1, quarter, lines, random);
            if (!IsBefore(security, report.Day.AddDays(40))) break;
            earnings.Add(report);
            book.File("8-K", report.Day, report.BeforeOpen ? Seven : AfterClose, report.Day, "2.02,9.01");
            var day = BusinessDays.OnOrAfter(report.Day.AddDays(random.Below(quarter == 4 ? 20 : 9)));
            var filing = book.File(quarter == 4 ? "10-K" : "10-Q", day, AtAnHour(day == report.Day, random), end);
            statements.Add(new Statement(start, end, report.FiscalYear, quarter, lines, filing));
        }

        for (; split < own.Count; split++)
            if (own[split].Ratio != 1) count.Multiply(own[split].ExDate, own[split].Ratio);
        if (random.Uniform() < 0.12 && statements.Count > 6) Restate(statements, security, book, random);
        FileInsiders(security, book, random);
        if (security.Delisted is { } delisted) FileEnd(security, delisted, book);
        return new Company
        {
            Security = security, Cik = cik, Habits = habits, FiscalYearEndMonth = yearEnd, Shares = count,
            Statements = statements, Earnings = earnings,
            Filings = book.InOrder(),
        };
    }

    /// <summary>
    /// Shares from the dollars traded, of which six in a thousand change hands a day; revenue from the market value.
    /// </summary>
    private (double Shares, double Revenue) Scale(Security security, SectorHabits habits, SimulationRandom random)
    {
        var bars = market.Bars(security.Index);
        var sample = Math.Min(20, bars.Count);
        var dollars = 0.0;
        for (var i = 0; i < sample; i++) dollars += bars.Close(i) * bars.Volume(i) / sample;
        var price = bars.Count == 0 ? 20 : Math.Max(0.01, bars.Close(0));
        var shares = Math.Clamp(Math.Round(dollars / 0.006 / price / 1000) * 1000, 2e6, 3e10);
        return (shares, Math.Max(1e6, shares * price * habits.SalesPerValue / 4 * Math.Exp(0.3 * random.Normal())));
    }

    /// <summary>Fiscal quarters, those before the market's first day too when the company was listed then.</summary>
    private IEnumerable<(DateOnly Start, DateOnly End)> Quarters(Security security, int yearEnd)
    {
        var first = security.Listed <= market.FirstDay.AddDays(7) && security.Listed.Year > 1995
            ? security.Listed.AddMonths(-3 * QuartersBefore)
            : security.Listed;
        var month = new DateOnly(first.Year, first.Month, 1);
        while ((month.Month - yearEnd - 1 + 12) % 3 != 0) month = month.AddMonths(1);
        for (; month.AddMonths(3) <= market.LastDay && month.AddMonths(8) < BusinessDays.Last;
            month = month.AddMonths(3)) yield return (month, month.AddMonths(3).AddDays(-1));
    }

    private static EarningsReport Announce(
        DateOnly end, int year, int quarter, StatementLines lines, SimulationRandom random)
    {
        var day = BusinessDays.OnOrAfter(end.AddDays((quarter == 4 ? 26 : 17) + random.Below(18)));
        var early = random.Uniform() < 0.55;
        var moved = random.Uniform() < 0.3 ? random.Below(7) - 3 : 0;
        return new EarningsReport
        {
            PeriodEnd = end, FiscalYear = year, Quarter = quarter, Day = day,
            ExpectedDay = BusinessDays.OnOrAfter(day.AddDays(moved)),
            AnnouncedUtc = BusinessDays.Instant(day, early ? Seven : AfterClose), BeforeOpen = early,
            EpsActual = lines.EpsDiluted,
            EpsEstimate = Math.Round(lines.EpsDiluted * (1 - 0.02 + (0.06 * random.Normal())), 2),
            RevenueActual = lines.Revenue,
            RevenueEstimate = Math.Round(lines.Revenue * (1 - 0.004 + (0.015 * random.Normal())) / 1000) * 1000,
        };
    }

    /// <summary>
    /// Before the open, after the close, or, one time in seven, after 17:30. A filing on the day of the announcement
    /// comes after it.
    /// </summary>
    private static TimeOnly AtAnHour(bool sameDay, SimulationRandom random)
    {
        var draw = random.Uniform();
        var second = random.Below(60);
        if (draw < 0.14) return new TimeOnly(17, 31 + random.Below(29), second).AddHours(random.Below(4));
        return draw < 0.45 && !sameDay
            ? new TimeOnly(6 + random.Below(3), random.Below(30), second)
            : new TimeOnly(16, 10 + random.Below(50), second);
    }

    private static void Restate(List<Statement> statements, Security security, FilingBook book, SimulationRandom random)
    {
        var which = 2 + random.Below(statements.Count - 3);
        var old = statements[which];
        var day = BusinessDays.OnOrAfter(DateOnly.FromDateTime(old.Filing.AcceptedUtc).AddDays(60 + random.Below(200)));
        if (!IsBefore(security, day)) return;
        var taken = Math.Round(old.Lines.Revenue * random.Uniform(0.02, 0.08) / 1000) * 1000;
        statements[which] = old with
        {
            Restated = old.Lines.WithoutRevenue(taken),
            Amendment = book.File(old.Filing.Form + "/A", day, new TimeOnly(16, 40), old.End),
        };
    }

    /// <summary>Four or five insider reports a month.</summary>
    private void FileInsiders(Security security, FilingBook book, SimulationRandom random)
    {
        for (var day = security.Listed; day <= market.LastDay && IsBefore(security, day) && day < BusinessDays.Last;
            day = day.AddDays(1 + random.Below(13)))
        {
            var open = BusinessDays.OnOrAfter(day);
            if (IsBefore(security, open))
                book.File("4", open, new TimeOnly(16 + random.Below(5), random.Below(60), random.Below(60)), open);
        }
    }

    /// <summary>
    /// The exchange strikes the security after its last session; the company ends its registration twelve days later.
    /// </summary>
    private static void FileEnd(Security security, DateOnly delisted, FilingBook book)
    {
        var strike = BusinessDays.Next(delisted);
        book.File("25-NSE", strike, new TimeOnly(8, 45), filer: security.Exchange == "NASDAQ" ? NasdaqCik : NyseCik);
        book.File("15-12G", BusinessDays.OnOrAfter(strike.AddDays(12)), new TimeOnly(16, 30));
    }

    private static bool IsBefore(Security security, DateOnly day) =>
        security.Delisted is not { } delisted || day < delisted;
}
