namespace TradeML.Lake.Recovery;

/// <summary>What opening a lake found left behind by a crash. All paths are relative to the lake's root.</summary>
/// <param name="Unfinished">Temporary files that were removed: bytes that never became part of the lake.</param>
/// <param name="Retired">Replaced files that were removed: a newer file had already taken their place.</param>
/// <param name="Strays">
/// Finished files that no commit made visible; moved to <c>control/strays</c>, never deleted, so that a restored older
/// control store can't cost data. Whatever they hold is asked for again, because their task was not completed either.
/// </param>
public sealed record RecoveryReport(
    IReadOnlyList<string> Unfinished, IReadOnlyList<string> Retired, IReadOnlyList<string> Strays);
