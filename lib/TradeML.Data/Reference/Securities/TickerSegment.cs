using System.Globalization;

namespace TradeML.Data.Reference.Securities;

/// <summary>An interval of a ticker while the master is being built: not yet named.</summary>
internal sealed class TickerSegment(SymbolFacts facts)
{
    public string Symbol => facts.Symbol;

    public DateOnly Start { get; set; } = DateOnly.MinValue;

    public StartBasis Basis { get; set; }

    public string Source { get; set; } = "unknown";

    public int Priority { get; set; } = int.MaxValue;

    public DateTime KnownAt { get; set; }

    public DateOnly? End { get; set; }

    public string? EndReason { get; set; }

    /// <summary>The ticker change it begins with, or null.</summary>
    public TickerChange? From { get; private set; }

    /// <summary>The ticker change it ends with, or null.</summary>
    public TickerChange? To { get; private set; }

    public DeclaredInterval? Declared { get; init; }

    /// <summary>The claim in words.</summary>
    public string Claim => Declared is { } file
        ? $"file: {file.SecurityId ?? file.Name ?? Symbol} since {Iso(Start)}"
        : From is { } change
            ? $"{Source}: {change.Old} took it on {Iso(change.Day)}"
            : $"{Source}: {Asset()?.Name ?? Symbol} since {Iso(Start)} ({Basis})";

    public void Begin(TickerStart start) =>
        (Start, Basis, Source, Priority, KnownAt, From) = (start.Day, start.Basis, start.Source,
            start.Priority == int.MaxValue ? 99 : start.Priority, start.KnownAt, start.Change);

    public void Close(TickerEnd end) => (End, EndReason, To) = (end.Day, end.Reason, end.Change);

    public TickerInterval ToInterval(string id)
    {
        var asset = Asset();
        var (name, exchange, kind) = (Declared?.Name ?? asset?.Name, Declared?.Exchange ?? asset?.Exchange,
            Declared?.AssetClass ?? asset?.AssetClass);
        return new()
        {
            SecurityId = id, Symbol = Symbol, Start = Start, Basis = Basis, End = End, EndReason = EndReason,
            Name = name, Exchange = exchange, AssetClass = kind,
            IsCommon = SecurityClassRules.Of(Symbol, name, kind, exchange) == SecurityClass.Common,
            Cik = Declared?.Cik ?? (End is null ? facts.Cik : null), Source = Source,
            SourcePriority = Priority == int.MaxValue ? 99 : Priority, Claims = Claims(), KnownAt = KnownAt,
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// What the lists say of this interval's asset: of an ended one rather an inactive asset, of a running one an
    /// active asset, the first source by priority.
    /// </summary>
    private AssetClaim? Asset() => facts.Assets
        .Where(a => a.Ipo is not { } ipo || End is not { } end || ipo < end)
        .OrderBy(a => a.Active != (End is null || To is not null)).ThenBy(a => a.Priority)
        .ThenBy(a => a.Source, StringComparer.Ordinal).ThenByDescending(a => a.Ipo)
        .ThenBy(a => a.VendorId, StringComparer.Ordinal).FirstOrDefault();

    private string Claims()
    {
        var words = new List<string>();
        if (Declared is not null) words.Add("file");
        foreach (var s in facts.StartsBetween(DateOnly.MinValue, End).Where(s => s.Day >= Start))
            words.Add($"{s.Source}:{s.Basis}={Iso(s.Day)}");
        foreach (var e in facts.EndsInOrder()
            .Where(e => End is { } end && Math.Abs(e.Day.DayNumber - end.DayNumber) <= SecurityMaster.GapDays))
            words.Add($"{e.Source}:{e.Reason}={Iso(e.Day)}");
        return string.Join(' ', words.Distinct());
    }
}
