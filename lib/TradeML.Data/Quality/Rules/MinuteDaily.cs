using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality.Rules;

/// <summary>Adds the minutes of each session up and compares them with the daily bar of the same feed.</summary>
internal static class MinuteDaily
{
    private const string Minute = "raw/equities_minute", Daily = "raw/equities_bars";

    private const string Sql = """
        WITH m AS (
            SELECT source_name, symbol, date, SUM(volume) AS volume, MAX(high) AS high, MIN(low) AS low, COUNT(*) AS n
            FROM raw.equities_minute GROUP BY ALL)
        SELECT m.source_name, m.symbol, m.date FROM m JOIN raw.equities_bars d USING (source_name, symbol, date)
        WHERE ABS(m.volume - d.volume) > $1 * d.volume OR m.high > d.high * (1 + $1) OR m.low < d.low * (1 - $1)
        ORDER BY ALL
        """;

    private const string DoubtSql = """
        UPDATE partition_day SET status = 1, qc_score = 0.5, qc_code = 'MINUTE_DAILY_MISMATCH'
        WHERE series_id = @series AND day = @day AND status = 2
        """;

    /// <summary>Turns sessions whose minutes don't fit AMBER; returns how many.</summary>
    public static long Compare(DataLake lake, QcThresholds thresholds)
    {
        if (lake.Manifest.Files(Minute).Count == 0 || lake.Manifest.Files(Daily).Count == 0) return 0;
        using var session = lake.OpenSession();
        session.Register(Minute);
        session.Register(Daily);
        var rows = session.Query(Sql, thresholds.MinuteDailyTolerance);
        var (sources, symbols, days) = (rows.Texts(0), rows.Texts(1), rows.NullableDates(2));
        return lake.Control.Write(tx =>
        {
            var doubt = tx.Prepare(DoubtSql, "@series", "@day");
            long changed = 0;
            for (var i = 0; i < rows.RowCount; i++)
                changed += doubt.Execute(lake.Partitions.SeriesOf(tx, sources[i]!, Minute, symbols[i]),
                    UnixDay.From(days[i]!.Value));
            return changed;
        });
    }
}
