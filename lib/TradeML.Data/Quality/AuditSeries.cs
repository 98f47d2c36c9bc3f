namespace TradeML.Data.Quality;

/// <summary>One series under audit: the days expected of it, and the part in which every session has a row already.</summary>
internal sealed record AuditSeries(long Id, AuditedTable Table, string Symbol, DateOnly Start, DateOnly End, DateOnly SeenStart, DateOnly SeenEnd)
{
    public bool IsSeen => SeenStart == Start && SeenEnd == End;

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
