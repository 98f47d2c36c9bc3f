using TradeML.Data.Quality;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>
/// The ledger's partitions of reference/universe: one a session, for the table is a cross-section. GREEN when at least
/// 98 % of the listed names have a bar, AMBER when fewer do; a day that lost its rows is RED.
/// </summary>
internal static class UniverseStatus
{
    private const double GreenShare = 0.98;

    private const string ClearSql = """
        UPDATE partition_day
            SET status = 0, qc_score = 0, row_count = 0, qc_code = 'NOT_CURATED', last_observed_at = @now
        WHERE series_id = @series AND day >= @first AND day < @end AND row_count > 0
        """;

    /// <summary>Rows and bars of each day as the table will be, by year.</summary>
    public static ILookup<int, (DateOnly Day, long Rows, long Traded)> Days(DuckSession session)
    {
        var rows = session.Query(
            """
            SELECT date, count(*), count(*) FILTER (WHERE listed) FROM (
                SELECT date, listed FROM universe_fresh JOIN universe_flags USING (flags)
                UNION ALL
                SELECT date, listed FROM reference.universe WHERE symbol NOT IN (SELECT symbol FROM universe_changed))
            GROUP BY date ORDER BY date
            """);
        var (days, all, traded) = (rows.Dates(0), rows.Longs(1), rows.Longs(2));
        return Enumerable.Range(0, rows.RowCount).ToLookup(i => days[i].Year, i => (days[i], all[i], traded[i]));
    }

    /// <summary>Sets the partitions of a year.</summary>
    public static void Apply(
        ControlTransaction tx, PartitionLedger ledger, int year,
        IEnumerable<(DateOnly Day, long Rows, long Traded)> content)
    {
        var days = content.ToList();
        var first = new DateOnly(year, 1, 1);
        var series = ledger.SeriesOf(tx, AuditedTable.DerivedSource, UniverseTable.Name, null);
        var clear = tx.Prepare(ClearSql, "@now", "@series", "@first", "@end");
        // Between the days that have rows nothing is left of an earlier build.
        var from = first;
        foreach (var day in days.Select(d => d.Day).Append(first.AddYears(1)))
        {
            if (day > from)
                clear.Execute(InstantText.ToMicros(tx.StartedAtUtc), series, UnixDay.From(from), UnixDay.From(day));
            from = day.AddDays(1);
        }

        ledger.Set(tx, AuditedTable.DerivedSource, UniverseTable.Name, null,
            [.. days.Select(d => Verdict(d.Day, d.Rows, d.Traded))]);
    }

    private static PartitionVerdict Verdict(DateOnly day, long rows, long traded)
    {
        var share = (double)traded / rows;
        return new PartitionVerdict(
            day, share >= GreenShare ? PartitionState.Green : PartitionState.Amber, share, (int)rows, (int)rows,
            share >= GreenShare ? QcCodes.Ok : QcCodes.MissingRows);
    }
}
