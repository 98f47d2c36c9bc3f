using TradeML.Lake.Control;

namespace TradeML.Node.Loops;

/// <summary>
/// Removes tasks from the queue that nobody will look at again: given up long ago, or one session's FORWARD and
/// QC_PROBE that were done long ago.
/// </summary>
internal static class QueuePurge
{
    /// <summary>Removes them.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="beforeUtc">Tasks that were last touched before this instant (UTC).</param>
    /// <returns>How many there were.</returns>
    public static int Run(ControlTransaction tx, DateTime beforeUtc) => tx.Execute(
        """
        DELETE FROM backfill_queue
        WHERE updated_at < @before AND (status = 'FAILED' OR (status = 'DONE' AND kind IN ('FORWARD', 'QC_PROBE')))
        """, new { before = InstantText.From(beforeUtc) });
}
