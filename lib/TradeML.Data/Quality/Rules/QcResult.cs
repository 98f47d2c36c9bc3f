using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Rules;

/// <summary>What the checks of one answer say.</summary>
/// <param name="Verdicts">
/// One for each day that has rows, ascending; of a table without days one under <see cref="LedgerKey.Undated"/>. A RED
/// one holds unless the lake has sound rows of the day from before.
/// </param>
/// <param name="Refused">Rows for quarantine, ascending.</param>
/// <param name="Dropped">Sound rows that are not kept: bars outside the session, exact copies; ascending.</param>
internal sealed record QcResult(
    IReadOnlyList<PartitionVerdict> Verdicts, IReadOnlyList<RefusedRow> Refused, IReadOnlyList<int> Dropped);
