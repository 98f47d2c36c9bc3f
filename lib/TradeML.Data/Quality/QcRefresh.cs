using TradeML.Core.Time;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake;

namespace TradeML.Data.Quality;

/// <summary>
/// Recomputes GREEN, AMBER and RED from what lies on disk (SSOT §2.4, <c>qc.refresh()</c>): files against their
/// checksums, stored rows against the checks as they are configured now, minutes against daily bars. What is broken
/// turns RED, so that the next audit has it fetched again.
/// </summary>
public static class QcRefresh
{
    /// <summary>Runs the refresh and exports the ledger.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="thresholds">Bounds of the checks.</param>
    /// <param name="share">Share of the files whose checksum is computed, in (0, 1]; presence and size are looked at
    /// for all.</param>
    /// <param name="judge">Whether stored rows are judged again.</param>
    /// <param name="seed">Seed of the sample of files.</param>
    /// <param name="progress">Told the number of files and series done, or null.</param>
    /// <param name="ct">Stops between files and series; what was recorded stays.</param>
    public static async Task<QcRefreshSummary> RunAsync(
        DataLake lake, QcThresholds thresholds, double share = 1, bool judge = true, int seed = 0,
        IProgress<int>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(thresholds);
        var verified = await lake.Manifest.VerifyAsync(share, seed, progress, ct).ConfigureAwait(false);
        var (unmended, broken) = (new List<string>(), 0L);
        foreach (var path in verified.Missing.Concat(verified.Changed))
        {
            ct.ThrowIfCancellationRequested();
            if (lake.Manifest.Find(path) is not { } entry) continue;
            if (BrokenFile.CanMend(entry)) broken += BrokenFile.Drop(lake, entry);
            else unmended.Add(path);
        }

        var (judged, changes) = judge
            ? StoredRows.Judge(lake, thresholds, ExchangeCalendar.Xnys, progress, ct)
            : (0, 0);
        if (broken + changes > 0) await lake.Partitions.ExportAsync(ct).ConfigureAwait(false);
        return new QcRefreshSummary(verified.Files, verified.Hashed, verified.Missing, verified.Changed, unmended,
            broken, judged, changes);
    }
}
