namespace TradeML.Lake.Manifests;

/// <summary>Which files of a table are wanted. An absent criterion lets everything pass.</summary>
public sealed record FileFilter
{
    /// <summary>Only files of this source.</summary>
    public string? Source { get; init; }

    /// <summary>Only files of these symbols (and files of several symbols, which may hold them).</summary>
    public IReadOnlyCollection<string>? Symbols { get; init; }

    /// <summary>Only files that reach this day or later; inclusive.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Only files that begin before this day; exclusive.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Only files whose Hive folders contain all of these, for example <c>freq=1d</c>.</summary>
    public IReadOnlyCollection<string>? Folders { get; init; }

    /// <summary>
    /// Whether only files on this lake's own disk are wanted; matters with several nodes. Default false.
    /// </summary>
    public bool HereOnly { get; init; }

    internal bool Accepts(ManifestEntry e) =>
        (!HereOnly || e.IsHere)
        && (Source is null || e.Source is null || e.Source == Source)
        && (Symbols is null || e.Symbol is null || Symbols.Contains(e.Symbol))
        && (Start is null || e.Last is null || e.Last >= Start)
        && (End is null || e.First is null || e.First < End)
        && (Folders is null
            || Folders.All(f => ('/' + e.Partition + '/').Contains('/' + f + '/', StringComparison.Ordinal)));
}
