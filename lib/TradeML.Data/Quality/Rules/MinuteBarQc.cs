using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Rules;

/// <summary>Judges the minute bars of one symbol, one verdict a day: pure, no clock, no store.</summary>
internal static class MinuteBarQc
{
    /// <summary>Days that an answer must have before its usual day means something.</summary>
    private const int FewestDays = 5;

    /// <summary>
    /// Judges every day that has a row; a bar that breaks a rule is refused alone, the day is judged by what is left.
    /// </summary>
    /// <param name="bars">Rows of raw/equities_minute of one symbol, ascending by <c>ts</c>.</param>
    /// <param name="source">Their source: its share of rows is the measure.</param>
    /// <param name="start">First day of the window.</param>
    /// <param name="end">First day after the window.</param>
    /// <param name="context">Calendar, bounds, ex-dates.</param>
    public static QcResult Assess(ColumnBatch bars, string source, DateOnly start, DateOnly end, QcContext context)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(context);
        var (c, ts) = (new BarColumns(bars), bars.Get<DateTime[]>("ts"));
        var (refused, dropped, days) = (new List<RefusedRow>(), new List<int>(), new SortedDictionary<DateOnly, Day>());
        for (int i = 0, next; i < ts.Length; i = next)
        {
            next = i + 1;
            if (c.Dates[i] < start || c.Dates[i] >= end) continue;
            var same = true;
            for (; next < ts.Length && ts[next] == ts[i]; next++) same &= c.SameBar(i, next);
            if (!days.TryGetValue(c.Dates[i], out var day))
                days[c.Dates[i]] = day = new Day(context.Calendar.Find(c.Dates[i]));
            var code = same ? Refusal(c, ts[i], i, day.Session, context.Thresholds) : QcCodes.Duplicate;
            if (code is not null)
            {
                for (var k = i; k < next; k++) refused.Add(new RefusedRow(k, code));
                day.Refused++;
                day.Code ??= code;
                continue;
            }

            for (var k = i + 1; k < next; k++) dropped.Add(k);
            if (ts[i] < day.Session!.Value.OpenUtc || ts[i] >= day.Session.Value.CloseUtc)
            {
                if (context.Thresholds.ExtendedHours == "drop") dropped.Add(i);
                else day.Extended++;
            }
            else day.Add(c, i, context.Thresholds);
        }

        return new QcResult(Verdicts(days, source, context), refused, dropped);
    }

    private static string? Refusal(BarColumns c, DateTime ts, int row, TradingSession? session, QcThresholds limits) =>
        session is null ? QcCodes.OffSession
        : ts.Ticks % TimeSpan.TicksPerMinute != 0 ? QcCodes.Misaligned
        : BarRules.Integrity(c.Open[row], c.High[row], c.Low[row], c.Close[row], c.Volume[row], limits);

    private static List<PartitionVerdict> Verdicts(
        SortedDictionary<DateOnly, Day> days, string source, QcContext context)
    {
        var limits = context.Thresholds;
        var shares = limits.Sources.GetValueOrDefault(source)
            ?? new RowFractions
            {
                GreenRowFraction = limits.GreenRowFraction,
                AmberRowFraction = limits.AmberRowFraction
            };
        var usual = shares.Sparse ? Usual(days.Values) : 1;
        var verdicts = new List<PartitionVerdict>(days.Count);
        double? before = null;
        foreach (var (date, day) in days)
        {
            if (day.Rows == 0 && day.Refused == 0) continue; // nothing but extended hours
            var jump = before is { } close && day.Rows > 0 && BarRules.IsJump(day.First, close, limits);
            var explained = jump && context.EventDays is not null && context.EventDays.ContainsKey(date);
            var code = Code(day, usual, shares, limits, jump && !explained, explained);
            verdicts.Add(
                new PartitionVerdict(date, QcCodes.StateOf(code), Score(code, day), day.Rows,
                    day.Session is null ? null : day.Expected, code));
            if (day.Rows > 0) before = day.Last;
        }

        return verdicts;
    }

    private static string Code(
        Day day, double usual, RowFractions shares, QcThresholds limits, bool jump, bool explained)
    {
        if (day.Rows == 0) return day.Code!;
        var expected = day.Expected * usual;
        if (day.Rows < shares.AmberRowFraction * expected) return QcCodes.Incomplete;
        if (day.Rows < shares.GreenRowFraction * expected) return QcCodes.ShortSession;
        if (day.Refused > limits.BadRowShare * (day.Rows + day.Refused)) return QcCodes.BadRows;
        if (day.BadRange > 0) return QcCodes.BadRange;
        if (jump || day.Jumps > 0) return QcCodes.JumpUnexplained;
        if (day.LongestRun >= limits.StaleRunMinutes) return QcCodes.Stale;
        if (day.ZeroVolume * 2 > day.Rows) return QcCodes.ZeroVolume;
        return explained ? QcCodes.JumpExplained : QcCodes.Ok;
    }

    // A short day scores by the share of its rows, so that the shortest are found first.
    private static double Score(string code, Day day) =>
        code is QcCodes.ShortSession or QcCodes.Incomplete
            ? Math.Min(1, day.Rows / (double)day.Expected)
            : QcCodes.ScoreOf(code);

    private static double Usual(ICollection<Day> days)
    {
        var shares = days.Where(d => d.Rows > 0).Select(d => d.Rows / (double)d.Expected).Order().ToArray();
        return shares.Length < FewestDays ? 0 : shares[shares.Length / 2];
    }

    /// <summary>What is counted of one day.</summary>
    private sealed class Day(TradingSession? session)
    {
        private int previous = -1, run;

        public TradingSession? Session { get; } = session;

        public int Expected => Session is { } s ? (int)(s.CloseUtc - s.OpenUtc).TotalMinutes : 0;

        public string? Code { get; set; }

        public int Rows { get; private set; }

        public int Refused { get; set; }

        public int Extended { get; set; }

        public int BadRange { get; private set; }

        public int Jumps { get; private set; }

        public int ZeroVolume { get; private set; }

        public int LongestRun { get; private set; }

        public double First { get; private set; }

        public double Last { get; private set; }

        public void Add(BarColumns c, int row, QcThresholds limits)
        {
            if (BarRules.IsBadRange(c.Open[row], c.High[row], c.Low[row], c.Close[row], limits)) BadRange++;
            if (previous >= 0 && BarRules.IsJump(c.Close[row], c.Close[previous], limits)) Jumps++;
            if (c.Volume[row] == 0) ZeroVolume++;
            run = previous >= 0 && c.SameBar(previous, row) ? run + 1 : 1;
            LongestRun = Math.Max(LongestRun, run);
            if (Rows++ == 0) First = c.Close[row];
            Last = c.Close[row];
            previous = row;
        }
    }
}
