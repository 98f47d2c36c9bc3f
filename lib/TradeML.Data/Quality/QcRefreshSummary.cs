namespace TradeML.Data.Quality;

/// <summary>What a refresh of the quality ledger found.</summary>
/// <param name="Files">Files of the manifest.</param>
/// <param name="Hashed">Of them hashed.</param>
/// <param name="Missing">Paths of files that are gone.</param>
/// <param name="Changed">Paths of files that are not what was written; they were moved to
/// <c>qc/quarantine/checksum</c>.</param>
/// <param name="Unmended">Paths among these that no vendor and no curator makes again: only reported.</param>
/// <param name="Broken">Partitions that turned RED because of them.</param>
/// <param name="Judged">Partitions whose rows were judged again.</param>
/// <param name="Changes">Of them those whose verdict is another now.</param>
public sealed record QcRefreshSummary(
    int Files, int Hashed, IReadOnlyList<string> Missing, IReadOnlyList<string> Changed, IReadOnlyList<string> Unmended,
    long Broken, long Judged, long Changes);
