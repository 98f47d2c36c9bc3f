using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>
/// The days of all runs without rows, a page at a time: what <c>partition_verdict</c> adds to <c>partition_day</c>.
/// </summary>
internal sealed class SpanPages
{
    private readonly List<(long Series, long Start, long End, long Status, long? Expected, string Code, long First,
        long Last)> spans;
    private readonly HashSet<(long Series, long Day)> present;
    private readonly (int Day, int Minutes)[] sessions;
    private int span, session = -1;

    public SpanPages(ControlStore control)
    {
        (spans, present, sessions) = control.Read(r => (
            r.Query<SpanRow>(
                """
                SELECT series_id AS Series, start_day AS Start, end_day AS EndDay, status AS Status,
                    expected_rows AS Expected, qc_code AS Code,
                       first_observed_at AS FirstAt, last_observed_at AS LastAt
                FROM partition_span ORDER BY series_id, start_day
                """).Select(s => (s.Series, s.Start, s.EndDay, s.Status, s.Expected, s.Code, s.FirstAt, s.LastAt))
                .ToList(),
            r.Query<(long, long)>(
                """
                SELECT p.series_id, d.day FROM partition_span p
                JOIN partition_day d ON d.series_id = p.series_id AND d.day >= p.start_day AND d.day < p.end_day
                """).ToHashSet(),
            r.Query<(long, long)>("SELECT day, minutes FROM session ORDER BY day")
                .Select(s => ((int)s.Item1, (int)s.Item2)).ToArray()));
    }

    /// <summary>Fills the page with the next days; returns whether there are any.</summary>
    public bool Next(StatusPage page, int size)
    {
        page.Begin(size);
        for (; span < spans.Count; span++, session = -1)
        {
            var s = spans[span];
            if (session < 0) session = FirstAtOrAfter(s.Start);
            for (; session < sessions.Length && sessions[session].Day < s.End; session++)
            {
                if (page.Count == size) return true;
                var (day, minutes) = sessions[session];
                if (present.Count > 0 && present.Contains((s.Series, day))) continue;
                page.Add((int)s.Series, day, (int)s.Status,
                    s.Expected == PartitionSpans.SessionMinutes ? minutes : s.Expected, s.Code, s.First, s.Last);
            }
        }

        page.End();
        return page.Count > 0;
    }

    private int FirstAtOrAfter(long day)
    {
        var at = Array.BinarySearch(sessions, ((int)day, 0));
        return at < 0 ? ~at : at;
    }

    private sealed class SpanRow
    {
        public long Series { get; init; }

        public long Start { get; init; }

        public long EndDay { get; init; }

        public long Status { get; init; }

        public long? Expected { get; init; }

        public string Code { get; init; } = "";

        public long FirstAt { get; init; }

        public long LastAt { get; init; }
    }
}
