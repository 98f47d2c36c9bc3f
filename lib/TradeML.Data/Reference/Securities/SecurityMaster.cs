using System.Globalization;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Decides which security stood behind which ticker on which days. A ticker's history is cut where a listing ended and
/// another began: by delistings, ticker changes, stated first trading days, and gaps in the bars. What a ticker change
/// connects is one security. Pure.
/// </summary>
internal sealed class SecurityMaster
{
    /// <summary>
    /// Calendar days without a bar after which bars count as a new run; a delisting that bars outlive for longer is not
    /// believed.
    /// </summary>
    public const int GapDays = 30;

    /// <summary>Calendar days within which two dates are one event.</summary>
    private const int SlackDays = 10;

    private const string Table = "reference/securities";
    private readonly List<TickerSegment> segments = [];
    private readonly List<ReferenceConflict> conflicts = [];

    private SecurityMaster()
    {
    }

    /// <summary>Builds the intervals, by symbol and start, and what the sources disagree on.</summary>
    /// <param name="evidence">What is known.</param>
    public static (IReadOnlyList<TickerInterval> Intervals, IReadOnlyList<ReferenceConflict> Conflicts) Build(
        SecurityEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var master = new SecurityMaster();
        var symbols = evidence.Assets.Select(a => a.Symbol).Concat(evidence.Ends.Select(e => e.Symbol))
            .Concat(evidence.Changes.SelectMany(c => (string[])[c.Old, c.New]))
            .Concat(evidence.Bars.Select(b => b.Symbol)).Concat(evidence.Declared.Select(d => d.Symbol)).Distinct()
            .Order(StringComparer.Ordinal);
        var of = new EvidenceBySymbol(evidence);
        foreach (var symbol in symbols)
        {
            var facts = of[symbol];
            master.Doubled(facts);
            if (facts.Declared.Count > 0) master.Declare(facts);
            else master.Infer(facts);
        }

        var ids = SecurityIds.Assign(master.segments, evidence.Earlier);
        return ([
            .. master.segments.Select((s, i) => s.ToInterval(ids[i])).OrderBy(s => s.Symbol, StringComparer.Ordinal)
                .ThenBy(s => s.Start)], master.conflicts);
    }

    // One list may show one ticker once among its active assets.
    private void Doubled(SymbolFacts facts)
    {
        foreach (var group in facts.Assets.Where(a => a.Active).GroupBy(a => a.Source).Where(g => g.Count() > 1))
        {
            var claims = group.OrderBy(a => a.VendorId, StringComparer.Ordinal).ToList();
            for (var i = 1; i < claims.Count; i++)
                Overlap(facts.Symbol, Later(claims[0].Ipo, claims[i].Ipo), Text(claims[0]), claims[0].Source,
                    Text(claims[i]), claims[i].Source);
        }

        static string Text(AssetClaim a) =>
            $"{a.Source} asset {a.VendorId} ({a.Name ?? "no name"}, "
                + $"{(a.Ipo is { } day ? "since " + Iso(day) : "first day not stated")})";
    }

    private void Declare(SymbolFacts facts)
    {
        TickerSegment? before = null;
        foreach (var declared in facts.Declared.OrderBy(d => d.Start ?? DateOnly.MinValue)
            .ThenBy(d => d.SecurityId, StringComparer.Ordinal))
        {
            var segment = new TickerSegment(facts)
            {
                Start = declared.Start ?? facts.Bars.Select(b => b.First).DefaultIfEmpty(DateOnly.MinValue).Min(),
                Basis = StartBasis.Declared, Source = "file", KnownAt = declared.KnownAt, End = declared.End,
                EndReason = declared.End is null ? null : "DECLARED", Declared = declared,
            };
            if (segment.End is null
                && facts.Ends.FirstOrDefault(e => e.Day > segment.Start && !facts.OutlivedBy(e.Day)) is { } end)
                segment.Close(end);
            if (before is not null && (before.End is not { } ended || ended > segment.Start))
            {
                Overlap(facts.Symbol, segment.Start, before.Claim, before.Source, segment.Claim, segment.Source);
                before.End = segment.Start;
                before.EndReason = "OVERLAP";
            }

            segments.Add(before = segment);
        }
    }

    private void Infer(SymbolFacts facts)
    {
        var from = DateOnly.MinValue;
        foreach (var end in facts.EndsInOrder())
        {
            if (end.Day <= from || (from != DateOnly.MinValue && !facts.StartsBetween(from, end.Day).Any())) continue;
            if (end.Change is null && end.Source != "bars" && facts.OutlivedBy(end.Day))
            {
                conflicts.Add(new(
                    Table, facts.Symbol, end.Day, "end_date", null, "bars", Iso(end.Day), end.Source,
                    ConflictSeverity.Amber,
                    $"{end.Source} says that {facts.Symbol} was delisted on {Iso(end.Day)}, and its bars go on "
                        + "without a gap: the listing counts as going on."));
                continue;
            }

            var segment = Open(facts, from, end.Day);
            segment.Close(end);
            segments.Add(segment);
            from = end.Day;
        }

        if (from != DateOnly.MinValue && facts.NextStart(from) is null) return;
        if (from == DateOnly.MinValue && facts.Bars.Count == 0 && facts.Assets.All(a => !a.Active)
            && facts.ChangesIn.Count == 0) return;
        segments.Add(Open(facts, from, null));
    }

    /// <summary>The segment that begins at or after a day, and before another.</summary>
    private TickerSegment Open(SymbolFacts facts, DateOnly from, DateOnly? before)
    {
        var segment = new TickerSegment(facts) { Basis = StartBasis.Unknown, Source = "unknown" };
        var starts = facts.StartsBetween(from, before).ToList();
        if (starts.Count == 0)
        {
            segment.KnownAt = facts.FirstKnown;
            if (facts.Assets.Where(a => a.Active).OrderBy(a => a.KnownAt).FirstOrDefault() is { } seen
                && before is null)
                segment.Begin(
                    new(DateOnly.FromDateTime(seen.KnownAt), StartBasis.FirstSeen, seen.Source, seen.Priority,
                        seen.KnownAt, null));
            return segment;
        }

        var changes = starts.Where(s => s.Basis == StartBasis.TickerChange).ToList();
        var stated = starts.FirstOrDefault(s => s.Basis == StartBasis.Ipo);
        var takers = stated is not null && changes.Count > 0 && stated.Day.AddDays(SlackDays) < changes[0].Day
            ? changes.Prepend(stated).ToList()
            : changes;
        for (var i = 0; i + 1 < takers.Count; i++)
        {
            // Somebody else has the ticker, and nothing says that he gave it up.
            var holder = new TickerSegment(facts);
            holder.Begin(takers[i]);
            var next = new TickerSegment(facts);
            next.Begin(takers[i + 1]);
            Overlap(facts.Symbol, next.Start, holder.Claim, holder.Source, next.Claim, next.Source);
            if (next.Start == holder.Start) continue;
            holder.End = next.Start;
            holder.EndReason = "OVERLAP";
            segments.Add(holder);
        }

        var first = takers.Count > 0 ? takers[^1] : starts[0];
        segment.Begin(first);
        foreach (var other in
            starts
                .Where(s =>
                    takers.Count < 2 && s.Basis == StartBasis.Ipo
                        && Math.Abs(s.Day.DayNumber - first.Day.DayNumber) > SlackDays))
            conflicts.Add(new(
                Table, facts.Symbol, first.Day, "start_date", Iso(first.Day), first.Source, Iso(other.Day),
                other.Source,
                other.Day > first.Day && first.Basis == StartBasis.FirstBar
                    ? ConflictSeverity.Amber
                    : ConflictSeverity.Info,
                $"{other.Source} states {Iso(other.Day)} as first trading day of {facts.Symbol}; {Iso(first.Day)} "
                    + $"was taken ({first.Basis}, {first.Source})."));
        return segment;
    }

    private void Overlap(
        string symbol, DateOnly? day, string claim, string source, string otherClaim, string otherSource) =>
            conflicts.Add(new(
                Table, symbol, day, "symbol", otherClaim, otherSource, claim, source, ConflictSeverity.Red,
                $"Two securities claim the ticker {symbol} at the same time: {claim} and {otherClaim}. Say in a "
                    + "file which had it when (`ata import securities`)."));

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b > a ? b : a;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
