namespace TradeML.Data.Quality.Audits;

/// <summary>The result of one scan.</summary>
/// <param name="Tables">One entry for each table that the stage asks for, ordered by name.</param>
/// <param name="ChangedPartitions">Partitions whose status or code the scan changed or added.</param>
public sealed record AuditSummary(IReadOnlyList<TableAudit> Tables, long ChangedPartitions)
{
    /// <summary>Tasks put into the queue or revived.</summary>
    public int NewTasks => Tables.Sum(t => t.NewTasks);
}
