namespace TradeML.Data.Quality.Audits;

/// <summary>
/// One series under audit: the days expected of it, the part whose gaps are known already, and the other sources'
/// series of the same key, whose days count too where the stage leaves the source open.
/// </summary>
internal sealed record AuditSeries(
    long Id, AuditedTable Table, string Key, DateOnly Start, DateOnly End, DateOnly SeenStart, DateOnly SeenEnd,
    string? FixedSource, IReadOnlyList<long> Siblings)
{
    public bool IsSeen => SeenStart == Start && SeenEnd == End;

    /// <summary>The symbol or series id that a task of the dataset names; null where it names none.</summary>
    public string? TaskKey => Key.Length == 0 ? null : Key;

    /// <summary>The parts of the window that were not looked at before.</summary>
    public IEnumerable<(DateOnly Start, DateOnly End)> Unseen()
    {
        if (SeenEnd <= SeenStart || SeenEnd <= Start || SeenStart >= End)
        {
            if (Start < End) yield return (Start, End);
            yield break;
        }

        if (Start < SeenStart) yield return (Start, SeenStart);
        if (SeenEnd < End) yield return (SeenEnd, End);
    }
}
