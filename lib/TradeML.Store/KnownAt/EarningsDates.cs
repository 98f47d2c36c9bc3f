using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Distance to earnings in sessions, from what was known at each close. The next date is that of the plans (<c>raw/earnings</c>) fetched by then, each fiscal
/// quarter by its newest version. The last date is that of the newest report with actual figures, which the market knew from the day of the report on (after the
/// close, or at an unknown hour: from the next day on), whenever this lake fetched it.
/// </summary>
internal static class EarningsDates
{
    /// <summary>Sessions to the next and since the last earnings date, NaN where unknown; null when the lake holds none.</summary>
    internal static (double[]? Next, double[]? Since) Read(DataLake lake, DuckSession session, PanelRows rows, DateTime? asOf)
    {
        session.RegisterVersions("raw/earnings", asOf);
        session.CreateTable("earnings_symbol", [("symbol", rows.Tickers.Distinct().ToArray())]);
        var found = session.Query(
            """
            SELECT symbol, report_date, hour, fiscal_end, eps_actual IS NOT NULL, ingested_at FROM raw.earnings_versions JOIN earnings_symbol USING (symbol)
            ORDER BY symbol, ingested_at, report_date, fiscal_end, source_name
            """);
        if (found.RowCount == 0) return (null, null);
        var (names, dates, hours, quarters, actual, known) = (found.Texts(0), found.Dates(1), found.Texts(2), found.NullableDates(3), found.Bools(4), found.Instants(5));
        var versions = Enumerable.Range(0, names.Length).ToLookup(i => names[i]!, i => new Version(dates[i], hours[i], quarters[i], actual[i], known[i]), StringComparer.Ordinal);
        double[] next = New(rows), since = New(rows);
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
        {
            var own = versions[rows.Tickers[symbol]].ToList();
            if (own.Count > 0) Fill(rows, symbol, own, next, since);
        }

        return (next, since);
    }

    private static void Fill(PanelRows rows, int symbol, List<Version> versions, double[] next, double[] since)
    {
        var reports = versions.Where(v => v.Actual).Select(v => (v.Date, From: v.Hour is "bmo" or "dmh" ? v.Date : v.Date.AddDays(1))).Distinct().OrderBy(r => r.From).ToList();
        var planned = new Dictionary<DateOnly, DateOnly>();
        var (read, reported) = (0, 0);
        DateOnly? last = null, soonest = null;
        for (var row = rows.Starts[symbol]; row < rows.Starts[symbol + 1]; row++)
        {
            var day = rows.Sessions[rows.Day[row]];
            var news = false;
            for (; read < versions.Count && versions[read].Known <= rows.Closes[rows.Day[row]]; read++, news = true)
                planned[versions[read].Quarter ?? versions[read].Date] = versions[read].Date;
            if (news || soonest < day) soonest = planned.Values.Where(d => d >= day).Order().Cast<DateOnly?>().FirstOrDefault();
            for (; reported < reports.Count && reports[reported].From <= day; reported++) last = last > reports[reported].Date ? last : reports[reported].Date;
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

    private readonly record struct Version(DateOnly Date, string? Hour, DateOnly? Quarter, bool Actual, DateTime Known);
}
