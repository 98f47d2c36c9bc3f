using TradeML.Data.Quality.Audits;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Partitions;

namespace TradeML.Node.Status;

/// <summary>A node's numbers, from the control store.</summary>
/// <param name="Queue">Tasks by kind and state, in the order of their lanes.</param>
/// <param name="Coverage">Partitions of each audited table by state.</param>
public sealed record NodeFigures(IReadOnlyList<QueueKind> Queue, IReadOnlyList<CoverageSummary> Coverage)
{
    private const string QueueSql = """
        SELECT kind AS Kind, MIN(priority) AS Priority, SUM(CASE WHEN status = 'PENDING' THEN 1 ELSE 0 END) AS Pending,
               SUM(CASE WHEN status = 'LEASED' THEN 1 ELSE 0 END) AS Leased,
                   SUM(CASE WHEN status = 'DONE' THEN 1 ELSE 0 END) AS Done,
               SUM(CASE WHEN status = 'FAILED' THEN 1 ELSE 0 END) AS Failed
        FROM backfill_queue GROUP BY kind ORDER BY MIN(priority), kind
        """;

    /// <summary>Reads them.</summary>
    /// <param name="lake">The lake; opened for reading is enough.</param>
    /// <param name="time">Clock.</param>
    public static NodeFigures Read(DataLake lake, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var queue = lake.Control
            .Read(r =>
                r.Query<(string Kind, long Priority, long Pending, long Leased, long Done, long Failed)>(QueueSql));
        return new NodeFigures(
            [.. queue.Select(k => new QueueKind(k.Kind, k.Pending, k.Leased, k.Done, k.Failed))],
            new Audit(lake, new BackfillOptions(), time).Coverage());
    }
}
