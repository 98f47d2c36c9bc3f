using TradeML.Core.Time;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Distance to earnings in sessions, from what was known at each close. The next date is that of the plans known by
/// then, each fiscal quarter by its newest version. The last date is that of the newest report that was public.
/// </summary>
internal static class EarningsDistance
{
    /// <summary>Sessions to the next and since the last earnings date, NaN where unknown.</summary>
    internal static (double[] Next, double[] Since) Of(PanelRows rows, IReadOnlyList<EarningsDate> dates)
    {
        var bySymbol = dates.ToLookup(d => d.Symbol, StringComparer.Ordinal);
        double[] next = New(rows), since = New(rows);
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
        {
            var own = bySymbol[rows.Tickers[symbol]].ToList();
            if (own.Count > 0) Fill(rows, symbol, own, next, since);
        }

        return (next, since);
    }

    private static void Fill(PanelRows rows, int symbol, List<EarningsDate> dates, double[] next, double[] since)
    {
        var plans = dates.Where(d => d.Planned is not null).OrderBy(d => d.Planned).ThenBy(d => d.Date)
            .ThenBy(d => d.Quarter).ToList();
        var reports = dates.Where(d => d.Reported is not null).OrderBy(d => d.Reported).ToList();
        var planned = new Dictionary<DateOnly, DateOnly>();
        var (read, reported) = (0, 0);
        DateOnly? last = null, soonest = null;
        for (var row = rows.Starts[symbol]; row < rows.Starts[symbol + 1]; row++)
        {
            var day = rows.Sessions[rows.Day[row]];
            var news = false;
            for (; read < plans.Count && plans[read].Planned <= rows.Closes[rows.Day[row]]; read++, news = true)
                planned[plans[read].Quarter] = plans[read].Date;
            if (news || soonest < day)
                soonest = planned.Values.Where(d => d >= day).Order().Cast<DateOnly?>().FirstOrDefault();
            for (; reported < reports.Count && reports[reported].Reported <= day; reported++)
                last = last > reports[reported].Date ? last : reports[reported].Date;
            if (soonest is { } then) next[row] = Sessions(day, then);
            if (last is { } before) since[row] = Sessions(before, day);
        }
    }

    private static double Sessions(DateOnly from, DateOnly to)
    {
        var calendar = ExchangeCalendar.Xnys;
        return from < calendar.FirstDay || to > calendar.LastDay ? double.NaN : calendar.Count(from, to);
    }

    private static double[] New(PanelRows rows)
    {
        var values = new double[rows.Day.Length];
        Array.Fill(values, double.NaN);
        return values;
    }
}
