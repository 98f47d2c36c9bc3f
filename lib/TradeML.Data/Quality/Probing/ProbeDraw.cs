using TradeML.Data.Queue;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Probing;

/// <summary>
/// Draws partitions for spot checks: every dataset, then every year, then every key in turn, so that a small sample is
/// spread.
/// </summary>
internal static class ProbeDraw
{
    private const string SeriesSql = """
        SELECT a.series_id, a.dataset, a.symbol, a.start_day, a.end_day FROM audit_series a
        WHERE a.table_name LIKE 'raw/%' AND a.end_day > a.start_day AND a.start_day > -719162
            ORDER BY a.dataset, a.symbol
        """;

    private const string DaySql = """
        SELECT day FROM partition_day
            WHERE series_id = @series AND day >= @start AND day < @end AND row_count > 0 AND status > 0
            ORDER BY day LIMIT 1
        """;

    public static List<NewTask> Draw(ControlTransaction tx, int count, Func<string, bool> hasSecond, int seed)
    {
        var random = new Random(seed);
        var datasets = tx.Query<(long Id, string Dataset, string Symbol, long Start, long End)>(SeriesSql)
            .Where(s => hasSecond(s.Dataset) && !DatasetCatalog.Standard[s.Dataset].SnapshotOnly)
            .GroupBy(s => s.Dataset).Select(g =>
            {
                var series = g.ToArray();
                random.Shuffle(series);
                return series;
            }).ToList();
        var tasks = new List<NewTask>();
        if (datasets.Count == 0) return tasks;
        var find = tx.Prepare(DaySql, "@series", "@start", "@end");
        for (var i = 0; i < count * 4 && tasks.Count < count; i++)
        {
            var series = datasets[i % datasets.Count];
            var s = series[i / datasets.Count % series.Length];
            var years = Math.Max(1, (s.End - s.Start + 364) / 365);
            var from = s.Start + (i / datasets.Count % years * 365) + random.Next(365);
            if (find.Scalar(s.Id, from < s.End ? from : s.Start, s.End) is not { } found) continue;
            var day = UnixDay.ToDate(Convert.ToInt64(found));
            if (!tasks.Any(t => t.Dataset == s.Dataset && t.Symbol == s.Symbol && t.Start == day))
                tasks.Add(
                    NewTask.Of(s.Dataset, s.Symbol.Length == 0 ? null : s.Symbol, day, day.AddDays(1),
                        TaskKind.QcProbe));
        }

        return tasks;
    }
}
