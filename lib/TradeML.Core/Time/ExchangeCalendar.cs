using TradeML.Core.Errors;

namespace TradeML.Core.Time;

/// <summary>
/// The trading sessions of one exchange. It alone knows time zones: days are the exchange's local days, instants are
/// UTC. Immutable and safe to share between threads; every query by day takes constant time.
/// </summary>
public sealed class ExchangeCalendar
{
    private static readonly Lazy<ExchangeCalendar> LazyXnys = new(BuildXnys);

    private readonly ZoneOffsets zone;
    private readonly DateOnly[] days;
    private readonly TradingSession[] sessions;
    private readonly int[] indexAtOrAfter;
    private readonly Dictionary<DateOnly, string> holidays;

    private ExchangeCalendar(
        string code, DateOnly firstDay, DateOnly lastDay, ZoneOffsets zone, TradingSession[] sessions,
        Dictionary<DateOnly, string> holidays)
    {
        Code = code;
        FirstDay = firstDay;
        LastDay = lastDay;
        this.zone = zone;
        this.sessions = sessions;
        this.holidays = holidays;
        days = Array.ConvertAll(sessions, s => s.Date);
        indexAtOrAfter = new int[lastDay.DayNumber - firstDay.DayNumber + 2];
        var next = 0;
        for (var i = 0; i < indexAtOrAfter.Length; i++)
        {
            indexAtOrAfter[i] = next;
            if (next < days.Length && days[next].DayNumber == firstDay.DayNumber + i) next++;
        }
    }

    /// <summary>The New York Stock Exchange, 1990-01-01 to 2035-12-31; built at first use.</summary>
    public static ExchangeCalendar Xnys => LazyXnys.Value;

    /// <summary>Market identifier code (ISO 10383), for example <c>XNYS</c>.</summary>
    public string Code { get; }

    /// <summary>First day the calendar knows.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Last day the calendar knows.</summary>
    public DateOnly LastDay { get; }

    /// <summary>Number of sessions from <see cref="FirstDay"/> to <see cref="LastDay"/>.</summary>
    public int SessionCount => sessions.Length;

    /// <summary>All session days in order.</summary>
    public ReadOnlySpan<DateOnly> Days => days;

    /// <summary>The session of an index.</summary>
    /// <param name="index">0 to <see cref="SessionCount"/> - 1, in order of days.</param>
    /// <exception cref="TradeMLException">Bad input: the index is out of range.</exception>
    public TradingSession this[int index] =>
        (uint)index < (uint)sessions.Length ? sessions[index] : throw new TradeMLException(
            ErrorKind.BadInput, $"Session index {index} is outside 0 to {sessions.Length - 1}.", Code, KnownRange);

    private string KnownRange => $"The calendar {Code} covers {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}.";

    /// <summary>Whether the exchange trades on a day; false outside the calendar.</summary>
    /// <param name="day">A local day.</param>
    public bool IsSession(DateOnly day) => TryIndex(day) >= 0;

    /// <summary>The session of a day, or null when there is none.</summary>
    /// <param name="day">A local day.</param>
    public TradingSession? Find(DateOnly day) => TryIndex(day) is >= 0 and var index ? sessions[index] : null;

    /// <summary>The index of a session.</summary>
    /// <param name="day">A local day with a session.</param>
    /// <exception cref="TradeMLException">Bad input: the day has no session or lies outside the calendar.</exception>
    public int IndexOf(DateOnly day)
    {
        var index = TryIndex(day);
        if (index >= 0) return index;
        Check(day, LastDay);
        var why = HolidayName(day) ?? day.DayOfWeek.ToString();
        throw new TradeMLException(
            ErrorKind.BadInput, $"{day:yyyy-MM-dd} is not a session of {Code}: {why}.", null,
            $"The next session is {NextText(day)}.");
    }

    /// <summary>
    /// The index of the first session on or after a day; <see cref="SessionCount"/> when none follows.
    /// </summary>
    /// <param name="day">A local day from <see cref="FirstDay"/> to one after <see cref="LastDay"/>.</param>
    /// <exception cref="TradeMLException">Bad input: the day lies outside the calendar.</exception>
    public int IndexAtOrAfter(DateOnly day) =>
        indexAtOrAfter[Check(day, LastDay.AddDays(1)).DayNumber - FirstDay.DayNumber];

    /// <summary>The index of the last session on or before a day; -1 when none precedes.</summary>
    /// <param name="day">A local day of the calendar.</param>
    /// <exception cref="TradeMLException">Bad input: the day lies outside the calendar.</exception>
    public int IndexAtOrBefore(DateOnly day) =>
        indexAtOrAfter[Check(day, LastDay).DayNumber - FirstDay.DayNumber + 1] - 1;

    /// <summary>The first session strictly after a day.</summary>
    /// <param name="day">A local day of the calendar.</param>
    /// <exception cref="TradeMLException">Bad input: the calendar ends before it.</exception>
    public DateOnly Next(DateOnly day) => this[IndexAtOrBefore(day) + 1].Date;

    /// <summary>The last session strictly before a day.</summary>
    /// <param name="day">A local day of the calendar.</param>
    /// <exception cref="TradeMLException">Bad input: the calendar begins after it.</exception>
    public DateOnly Previous(DateOnly day) => this[IndexAtOrAfter(day) - 1].Date;

    /// <summary>The session a number of sessions away.</summary>
    /// <param name="session">A day with a session.</param>
    /// <param name="n">Sessions forward, or back when negative.</param>
    /// <exception cref="TradeMLException">Bad input: the start has no session, or the calendar ends before the
    /// result.</exception>
    public DateOnly Offset(DateOnly session, int n) => this[checked(IndexOf(session) + n)].Date;

    /// <summary>Number of sessions in the half-open window [start, end); 0 when it is empty.</summary>
    /// <param name="start">First day, inclusive.</param>
    /// <param name="end">End day, exclusive.</param>
    /// <exception cref="TradeMLException">Bad input: a day lies outside the calendar.</exception>
    public int Count(DateOnly start, DateOnly end) => Math.Max(0, IndexAtOrAfter(end) - IndexAtOrAfter(start));

    /// <summary>The session days in the half-open window [start, end), in order.</summary>
    /// <param name="start">First day, inclusive.</param>
    /// <param name="end">End day, exclusive.</param>
    /// <exception cref="TradeMLException">Bad input: a day lies outside the calendar.</exception>
    public ReadOnlySpan<DateOnly> Sessions(DateOnly start, DateOnly end) =>
        days.AsSpan(IndexAtOrAfter(start), Count(start, end));

    /// <summary>The exchange's local day at an instant, whether it trades then or not.</summary>
    /// <param name="utc">An instant of kind Utc, 1970 to 2099.</param>
    /// <exception cref="TradeMLException">Bad input: the instant is not UTC or out of range.</exception>
    public DateOnly TradingDayOf(DateTime utc)
    {
        if (utc.Kind != DateTimeKind.Utc)
            throw new TradeMLException(ErrorKind.BadInput, $"The instant {utc:O} is not UTC (its kind is {utc.Kind}).");
        CheckClock(DateOnly.FromDateTime(utc));
        return zone.LocalDay(utc);
    }

    /// <summary>The instant at which a local day begins, as vendors stamp their daily bars.</summary>
    /// <param name="day">A local day, 1970 to 2099.</param>
    /// <exception cref="TradeMLException">Bad input: the day is out of range.</exception>
    public DateTime MidnightUtc(DateOnly day)
    {
        CheckClock(day);
        return zone.ToUtc(day, TimeOnly.MinValue);
    }

    /// <summary>
    /// The instant of a time on the exchange's wall clock. Of an hour that comes twice in autumn it is the second; an
    /// hour left out in spring counts from the change.
    /// </summary>
    /// <param name="day">A local day, 1970 to 2099.</param>
    /// <param name="time">Time of day on the wall clock.</param>
    /// <exception cref="TradeMLException">Bad input: the day is out of range.</exception>
    public DateTime ToUtc(DateOnly day, TimeOnly time)
    {
        CheckClock(day);
        return zone.ToUtc(day, time);
    }

    /// <summary>
    /// Why the exchange is closed on a weekday, or null for a session, a weekend or a day outside the calendar.
    /// </summary>
    /// <param name="day">A local day.</param>
    public string? HolidayName(DateOnly day) => holidays.GetValueOrDefault(day);

    private static void CheckClock(DateOnly day)
    {
        if (day < ZoneOffsets.FirstDay || day > ZoneOffsets.LastDay)
            throw new TradeMLException(ErrorKind.BadInput,
                $"{day:yyyy-MM-dd} is outside the clock's range of 1970 to 2099.");
    }

    private static ExchangeCalendar BuildXnys()
    {
        var (first, last) = (new DateOnly(1990, 1, 1), new DateOnly(2035, 12, 31));
        var zone = ZoneOffsets.Load("America/New_York");
        var holidays = new Dictionary<DateOnly, string>();
        var early = new Dictionary<DateOnly, TimeOnly>();
        for (var year = first.Year; year <= last.Year; year++)
        {
            foreach (var (day, name) in NewYorkRules.Closures(year)) holidays.Add(day, name);
            foreach (var (day, close) in NewYorkRules.EarlyCloses(year)) early.Add(day, close);
        }

        var sessions = new List<TradingSession>(12_000);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.ContainsKey(day)) continue;
            var isEarly = early.TryGetValue(day, out var close);
            sessions.Add(new TradingSession(
                day, zone.ToUtc(day, NewYorkRules.Open), zone.ToUtc(day, isEarly ? close : NewYorkRules.Close),
                isEarly));
        }

        return new ExchangeCalendar("XNYS", first, last, zone, [.. sessions], holidays);
    }

    private int TryIndex(DateOnly day)
    {
        if (day < FirstDay || day > LastDay) return -1;
        var index = indexAtOrAfter[day.DayNumber - FirstDay.DayNumber];
        return index < days.Length && days[index] == day ? index : -1;
    }

    private DateOnly Check(DateOnly day, DateOnly last)
    {
        if (day >= FirstDay && day <= last) return day;
        throw new TradeMLException(ErrorKind.BadInput, $"{day:yyyy-MM-dd} is outside the calendar {Code}.", null,
            KnownRange);
    }

    private string NextText(DateOnly day) =>
        IndexAtOrAfter(day) is var i && i < days.Length ? days[i].ToString("yyyy-MM-dd") : "beyond the calendar";
}
