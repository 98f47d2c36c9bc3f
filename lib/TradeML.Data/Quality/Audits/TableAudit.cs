namespace TradeML.Data.Quality.Audits;

/// <summary>What a scan found in one table.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Dataset">The dataset that the table is audited for.</param>
/// <param name="Expected">Partitions expected.</param>
/// <param name="Green">Of them GREEN.</param>
/// <param name="Amber">Of them AMBER.</param>
/// <param name="Red">Of them RED.</param>
/// <param name="GapWindows">Windows of days that are to be fetched and that nobody was fetching.</param>
/// <param name="NewTasks">Tasks that the scan put into the queue or revived.</param>
public sealed record TableAudit(
    string Table, string Dataset, long Expected, long Green, long Amber, long Red, int GapWindows, int NewTasks)
{
    /// <summary>Share of GREEN partitions, 0 to 1; 0 when none is expected.</summary>
    public double GreenShare => Expected == 0 ? 0 : (double)Green / Expected;
}
