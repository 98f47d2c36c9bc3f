namespace TradeML.Data.Reference.Securities;

/// <summary>The evidence about one ticker.</summary>
internal sealed record SymbolFacts(
    string Symbol, IReadOnlyList<AssetClaim> Assets, IReadOnlyList<EndClaim> DelistedOn,
    IReadOnlyList<TickerChange> ChangesIn, IReadOnlyList<TickerChange> ChangesOut,
    IReadOnlyList<BarRun> Bars, IReadOnlyList<DeclaredInterval> Declared, string? Cik)
{
    private const int SlackDays = 10;

    /// <summary>Delistings in order.</summary>
    public IEnumerable<TickerEnd> Ends =>
        DelistedOn.Select(e => new TickerEnd(e.Day, e.Reason, e.Source, e.KnownAt, null)).OrderBy(e => e.Day);

    /// <summary>When anything was first known.</summary>
    public DateTime FirstKnown =>
        Assets.Select(a => a.KnownAt).Concat(DelistedOn.Select(e => e.KnownAt)).Concat(ChangesIn.Select(c => c.KnownAt))
        .Concat(ChangesOut.Select(c => c.KnownAt)).Concat(Bars.Select(b => b.KnownAt))
        .Concat(Declared.Select(d => d.KnownAt)).Min();

    /// <summary>Whether bars go on over a day, without a gap, for longer than a delisting date may be wrong.</summary>
    public bool OutlivedBy(DateOnly day) =>
        Bars.Any(b => b.First < day && b.Last > day.AddDays(SecurityMaster.GapDays))
            && !ChangesIn.Any(c => Near(c.Day, day));

    /// <summary>
    /// Ends by delisting, ticker change, and gaps of the bars that a stated beginning follows, in order; of several
    /// that are one event the ticker change.
    /// </summary>
    public IEnumerable<TickerEnd> EndsInOrder()
    {
        var gaps = Bars.OrderBy(b => b.First).Zip(Bars.OrderBy(b => b.First).Skip(1))
            .Where(p =>
                ChangesIn.Any(c => Near(c.Day, p.Second.First))
                    || Assets.Any(a => a.Ipo is { } ipo && Near(ipo, p.Second.First)))
            .Select(p => new TickerEnd(p.First.Last.AddDays(1), "UNKNOWN", "bars", p.First.KnownAt, null));
        var all = ChangesOut.Select(c => new TickerEnd(c.Day, "TICKER_CHANGE", c.Source, c.KnownAt, c)).Concat(Ends)
            .ToList();
        foreach (var gap in gaps)
            if (!all.Any(e => e.Day >= gap.Day.AddDays(-SlackDays) && e.Day <= gap.Day.AddDays(SecurityMaster.GapDays)))
                all.Add(gap);
        TickerEnd? last = null;
        foreach (var end in all.OrderBy(e => e.Day).ThenBy(e => e.Change is null))
        {
            if (last is not null && Near(last.Day, end.Day) && (last.Change is not null || end.Change is null))
                continue;
            if (end.Change is null && ChangesOut.Any(c => Near(c.Day, end.Day))) continue;
            yield return last = end;
        }
    }

    /// <summary>The first beginning after an end, or null when nothing says that the ticker was used again.</summary>
    public TickerStart? NextStart(DateOnly end) => StartsBetween(end, null).FirstOrDefault();

    /// <summary>Beginnings at or after a day (0001-01-01 for all) and before another, in order.</summary>
    public IEnumerable<TickerStart> StartsBetween(DateOnly from, DateOnly? before)
    {
        var first = from == DateOnly.MinValue;
        var stated = Assets.Where(a => a.Ipo is not null && (first || a.Ipo >= from.AddDays(-5)))
            .Select(a =>
                new TickerStart(Max(a.Ipo!.Value, from), StartBasis.Ipo, a.Source, a.Priority, a.KnownAt, null));
        var changed = ChangesIn.Where(c => c.Day >= from)
            .Select(c => new TickerStart(c.Day, StartBasis.TickerChange, c.Source, c.Priority, c.KnownAt, c));
        // Bars that trail off after an end are no new security; a run that begins later is.
        var bars = Bars.Where(b => first || b.First > from.AddDays(SlackDays))
            .Select(b => new TickerStart(b.First, StartBasis.FirstBar, "bars", int.MaxValue, b.KnownAt, null));
        return stated.Concat(changed).Concat(bars).Where(s => before is not { } end || s.Day < end)
            .OrderBy(s => s.Day).ThenBy(s => s.Basis).ThenBy(s => s.Priority)
            .ThenBy(s => s.Source, StringComparer.Ordinal);
    }

    private static bool Near(DateOnly a, DateOnly b) => Math.Abs(a.DayNumber - b.DayNumber) <= SlackDays;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
