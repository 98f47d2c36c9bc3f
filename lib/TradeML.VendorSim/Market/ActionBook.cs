using TradeML.Core.Time;

namespace TradeML.VendorSim.Market;

/// <summary>Plans and records the corporate actions of one simulated security.</summary>
internal sealed class ActionBook
{
    private const int NoticeSessions = 10;
    private readonly SecurityProfile profile;
    private readonly ExchangeCalendar calendar;
    private readonly int firstSession;
    private readonly int index;
    private readonly SimulationRandom random;
    private readonly List<CorporateAction> actions;
    private int nextDividend = int.MaxValue;
    private double dividend;
    private int paid;
    private int splitOn = -1;

    /// <param name="profile">The security.</param>
    /// <param name="index">Its position in the market.</param>
    /// <param name="calendar">Sessions.</param>
    /// <param name="firstSession">The calendar's index of session 0.</param>
    /// <param name="random">A stream of its own.</param>
    /// <param name="actions">Where actions go.</param>
    public ActionBook(
        SecurityProfile profile, int index, ExchangeCalendar calendar, int firstSession, SimulationRandom random,
        List<CorporateAction> actions)
    {
        this.profile = profile;
        this.index = index;
        this.calendar = calendar;
        this.firstSession = firstSession;
        this.random = random;
        this.actions = actions;
        if (profile.Yield > 0) PlanDividend(DateOf(profile.First).AddDays(20));
    }

    /// <summary>New shares per old share this morning.</summary>
    public double Ratio { get; private set; }

    /// <summary>Cash that leaves this morning, per new share.</summary>
    public double Cash { get; private set; }

    /// <summary>What happens on the morning of a session.</summary>
    public void Morning(int session, double previousClose)
    {
        (Ratio, Cash) = (1, 0);
        if (session == splitOn)
        {
            Ratio = SplitRatio;
            splitOn = -1;
            RecordSplit(session);
            dividend = Math.Round(dividend / Ratio, 4);
        }

        if (session == profile.Renamed)
            Record(session, CorporateActionKind.NameChange, profile.FormerSymbol!, DateOf(session));
        if (session <= profile.First || session >= profile.EndBegins) return;
        var reference = previousClose / Ratio;
        if (session >= nextDividend)
        {
            SetDividend(reference);
            Pay(session, dividend, special: false);
            PlanDividend(DateOf(session).AddDays(30));
        }
        else if (profile.Yield > 0 && random.Uniform() < 0.00012)
        {
            Pay(session, Math.Round(reference * random.Uniform(0.03, 0.09), 2), special: true);
        }
    }

    /// <summary>After the close: a split that the board has decided takes place in two weeks.</summary>
    public void Announce(int session, double ratio)
    {
        if (ratio == 1 || splitOn >= 0 || session + NoticeSessions > profile.Last) return;
        SplitRatio = ratio;
        splitOn = session + NoticeSessions;
    }

    /// <summary>The end of a security that delists.</summary>
    public void End(double lastClose)
    {
        if (!profile.Delists) return;
        var session = profile.Last + 1;
        if (profile.Merger)
            Record(session, CorporateActionKind.CashMerger, profile.Symbol, DateOf(session), cash: lastClose,
                payable: DateOf(session));
        else Record(session, CorporateActionKind.WorthlessRemoval, profile.Symbol, DateOf(session));
    }

    private double SplitRatio { get; set; } = 1;

    private DateOnly DateOf(int session) => calendar[firstSession + session].Date;

    private void PlanDividend(DateOnly notBefore)
    {
        var month = new DateOnly(notBefore.Year, notBefore.Month, 1);
        while (month.Month % 3 != (profile.DividendMonth + 1) % 3 || month.AddDays(profile.DividendDay - 1) < notBefore)
            month = month.AddMonths(1);
        nextDividend = calendar.IndexAtOrAfter(month.AddDays(profile.DividendDay - 1)) - firstSession;
    }

    private void SetDividend(double reference)
    {
        if (dividend == 0) dividend = Rounded(reference * profile.Yield / 4);
        else if (paid % 4 == 0) dividend = Rounded(dividend * Math.Max(0.8, 1.05 + (0.05 * random.Normal())));
        if (dividend * 4 > 0.09 * reference) dividend = Rounded(reference * profile.Yield / 4);
        paid++;
    }

    private static double Rounded(double amount) => Math.Max(0.01, Math.Round(amount * 200) / 200);

    private void Pay(int session, double amount, bool special)
    {
        Cash += amount;
        var ex = DateOf(session);
        var payable = calendar[calendar.IndexAtOrAfter(ex.AddDays(20))].Date;
        Record(session, CorporateActionKind.CashDividend, CurrentSymbol(session), payable, cash: amount,
            payable: payable, special: special);
    }

    private void RecordSplit(int session)
    {
        var (newRate, oldRate) = Ratio < 1 ? (1.0, Math.Round(1 / Ratio)) : Ratio == 1.5 ? (3, 2) : (Ratio, 1);
        var kind = Ratio < 1 ? CorporateActionKind.ReverseSplit : CorporateActionKind.ForwardSplit;
        Record(session, kind, CurrentSymbol(session), DateOf(session), newRate: newRate, oldRate: oldRate,
            payable: DateOf(session - 1));
    }

    private string CurrentSymbol(int session) => session < profile.Renamed ? profile.FormerSymbol! : profile.Symbol;

    private void Record(
        int session, CorporateActionKind kind, string symbol, DateOnly process, double cash = 0, double newRate = 0,
        double oldRate = 0, DateOnly? payable = null,
        bool special = false)
    {
        var ex = DateOf(session);
        actions.Add(new CorporateAction
        {
            Id = StableId.Of($"{symbol}|{kind}|{ex:yyyy-MM-dd}|{special}"),
            Kind = kind,
            SecurityIndex = index,
            Symbol = symbol,
            ExDate = ex,
            ProcessDate = process,
            RecordDate = kind is CorporateActionKind.CashDividend or CorporateActionKind.ForwardSplit
                or CorporateActionKind.ReverseSplit
                ? calendar[firstSession + session + 1].Date : null,
            PayableDate = payable,
            NewRate = newRate,
            OldRate = oldRate,
            Cash = cash,
            Special = special,
            NewSymbol = kind == CorporateActionKind.NameChange ? profile.Symbol : null,
        });
    }
}
