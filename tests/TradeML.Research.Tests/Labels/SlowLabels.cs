using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Labels;

/// <summary>
/// Labels by definition, one row at a time. Whether a label has closed is asked session by session: it is the first
/// session whose past alone decides the label.
/// </summary>
internal static class SlowLabels
{
    internal sealed record Result(double Value, int EndDay, LabelEnd End, double Return);

    internal static Result Forward(Panel panel, int row, ForwardConfig config, IReadOnlyList<Delisting> delistings)
    {
        var (last, day, end, beyond) = Way(panel, row, config.Horizon, delistings);
        if (day < 0) return new(double.NaN, -1, end, double.NaN);
        var gain = Gain(panel, row, last, config.PriceOnly);
        if (double.IsNaN(gain)) return new(double.NaN, -1, LabelEnd.NoPrice, double.NaN);
        if (beyond != 0) gain = ((1 + gain) * (1 + beyond)) - 1;
        if (double.IsNaN(gain)) return new(double.NaN, -1, end, double.NaN);
        return new(config.Log ? Math.Log(1 + gain) : gain, day, end, gain);
    }

    internal static Result Barrier(
        Panel panel, int row, double target, TripleBarrierConfig config, IReadOnlyList<Delisting> delistings)
    {
        Result None(LabelEnd why) => new(double.NaN, -1, why, double.NaN);
        if (double.IsNaN(panel.Close[row])) return None(LabelEnd.NoPrice);
        if (double.IsNaN(target)) return None(LabelEnd.NoTarget);
        if (target <= config.MinTarget) return None(LabelEnd.SmallTarget);
        var (last, day, end, beyond) = Way(panel, row, config.Horizon, delistings);
        int Side(double gain)
        {
            if (config.ProfitTake > 0
                && (gain > config.ProfitTake * target || (config.Inclusive && gain == config.ProfitTake * target)))
                return 1;
            return config.StopLoss > 0
                && (gain < -config.StopLoss * target || (config.Inclusive && gain == -config.StopLoss * target))
                ? -1
                : 0;
        }

        for (var s = row + 1; s <= last; s++)
        {
            var side = Side(Gain(panel, row, s, config.PriceOnly));
            if (side != 0)
                return new(side, panel.Day[s], side > 0 ? LabelEnd.Upper : LabelEnd.Lower,
                    Gain(panel, row, s, config.PriceOnly));
        }

        if (day < 0) return None(end);
        var reached = Gain(panel, row, last, config.PriceOnly);
        if (double.IsNaN(reached)) return None(LabelEnd.NoPrice);
        if (beyond == 0) return new(config.SignAtHorizon ? Math.Sign(reached) : 0, day, end, reached);
        reached = ((1 + reached) * (1 + beyond)) - 1;
        if (double.IsNaN(reached)) return None(end);
        return new(Side(reached) != 0 ? Side(reached) : config.SignAtHorizon ? Math.Sign(reached) : 0, day, end,
            reached);
    }

    /// <summary>The deviation by its definition: two passes over all rows up to t.</summary>
    internal static double Deviation(double[] values, int t, int span)
    {
        double Weight(int s) => Math.Pow(1 - (2.0 / (span + 1)), t - s);
        var known = Enumerable.Range(0, t + 1).Where(s => !double.IsNaN(values[s])).ToArray();
        if (known.Length < 2) return double.NaN;
        double sum = known.Sum(Weight), squares = known.Sum(s => Weight(s) * Weight(s)),
            mean = known.Sum(s => Weight(s) * values[s]) / sum;
        return Math.Sqrt(
            known.Sum(s => Weight(s) * (values[s] - mean) * (values[s] - mean)) / sum * sum * sum
                / ((sum * sum) - squares));
    }

    private static (int Last, int Day, LabelEnd End, double Beyond) Way(
        Panel panel, int row, LabelHorizon horizon, IReadOnlyList<Delisting> delistings)
    {
        var symbol = Array.FindLastIndex(panel.RowStarts, start => start <= row);
        int after = panel.RowStarts[symbol + 1], sessions = panel.Sessions.Length,
            target = panel.Day[row] + horizon.Length;
        var rows = Enumerable.Range(row, after - row).ToArray();
        var records = delistings.Where(d => d.Symbol == panel.Symbols[symbol])
            .Select(d => (Day: Array.FindIndex(panel.Sessions, s => s >= d.Day), d.Reason))
            .Where(d => d.Day >= 0 && panel.RowOf(symbol, d.Day) < 0).OrderBy(d => d.Day).ToArray();
        for (var now = panel.Day[row] + 1; now < sessions; now++)
        {
            var seen = rows.Where(r => panel.Day[r] <= now).ToArray();
            if (horizon.Anchor == ForwardAnchor.Session ? now < target : false) continue;
            if (horizon.Ended == EndedSeries.Delisting)
            {
                // Newest knowledge first that ends the listing within the horizon.
                foreach (var (day, reason) in records.Where(d => d.Day > panel.Day[row] && d.Day <= now))
                {
                    var before = seen.Last(r => panel.Day[r] < day);
                    var within = horizon.Anchor == ForwardAnchor.Session
                        ? panel.Day[before] < target
                        : before < row + horizon.Length;
                    if (within) return (before, now, DelistingReturnsEnd(reason), horizon.DelistingReturns[reason]);
                }

                var ending = horizon.Anchor == ForwardAnchor.Session
                    ? seen.Last(r => panel.Day[r] <= target)
                    : GapRow(panel, seen, now, horizon.EndedAfterSessions);
                if (ending >= 0)
                {
                    var next = seen.Where(r => r > ending).Select(r => panel.Day[r]).DefaultIfEmpty(now + 1).First();
                    var inGap = horizon.Anchor == ForwardAnchor.Session
                        ? panel.Day[ending] < target && next > target
                        : ending < row + horizon.Length;
                    if (inGap && next - panel.Day[ending] > horizon.EndedAfterSessions)
                        return (ending, now, LabelEnd.DelistedUnknown, horizon.DelistingReturns.Unknown);
                }
            }

            var end = horizon.Anchor == ForwardAnchor.Session
                ? panel.RowOf(symbol, target)
                : row + horizon.Length < after ? row + horizon.Length : -1;
            if (end >= 0 && panel.Day[end] <= now) return (end, now, LabelEnd.Horizon, 0);
        }

        // What trades under the ticker after a record is another security.
        var cut = horizon.Ended == EndedSeries.Delisting
            ? records.Where(d => d.Day > panel.Day[row]).Select(d => d.Day).DefaultIfEmpty(sessions).First()
            : sessions;
        var through = rows
            .Last(r =>
                panel.Day[r] < cut
                    && (horizon.Anchor == ForwardAnchor.Session ? panel.Day[r] <= target : r <= row + horizon.Length));
        return (through, -1,
            horizon.Anchor == ForwardAnchor.Session && target < sessions
                ? Open(panel, symbol, horizon, through, target)
                : LabelEnd.HorizonIncomplete, 0);
    }

    // Past its horizon and undecided: a halt, unless only the panel's end keeps the gap from being long enough.
    private static LabelEnd Open(Panel panel, int symbol, LabelHorizon horizon, int through, int target)
    {
        var next = through + 1 < panel.RowStarts[symbol + 1] ? panel.Day[through + 1] : panel.Sessions.Length;
        return next > target
            ? LabelEnd.NoBar
            : throw new InvalidOperationException($"row {through} of horizon {horizon.Length} is undecided");
    }

    private static int GapRow(Panel panel, int[] seen, int now, int after)
    {
        for (var i = 0; i < seen.Length; i++)
            if ((i + 1 < seen.Length ? panel.Day[seen[i + 1]] : now + 1) - panel.Day[seen[i]] > after) return seen[i];
        return -1;
    }

    private static LabelEnd DelistingReturnsEnd(DelistingReason reason) => Enum.Parse<LabelEnd>($"Delisted{reason}");

    private static double Gain(Panel panel, int row, int until, bool priceOnly)
    {
        var entry = panel.Close[row];
        for (var s = row + 1; s <= until; s++) entry *= priceOnly ? panel.PriceStep[s] : panel.TotalReturnStep[s];
        return (panel.Close[until] / entry) - 1;
    }
}
