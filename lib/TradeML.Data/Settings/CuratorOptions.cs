using TradeML.Core.Configuration;
using TradeML.Core.Universe;

namespace TradeML.Data.Settings;

/// <summary>How sources are merged into curated and reference tables: <c>configs/curator.yml</c>.</summary>
public sealed class CuratorOptions
{
    /// <summary>
    /// Sources by raw table, preferred first; a source that is not listed comes after all that are. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SourcePriority { get; init; } =
        new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>
    /// Sources by raw table that never enter curated tables: what they deliver is another quantity than the table's.
    /// Default: Finnhub's daily candles, which the vendor has adjusted for splits.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ExcludedSources { get; init; } =
        new SortedDictionary<string, IReadOnlyList<string>>(
            StringComparer.Ordinal)
        { ["raw/equities_bars"] = ["finnhub_split_adjusted"] };

    /// <summary>Whether AMBER bars enter curated tables. Default true; RED ones never do.</summary>
    public bool IncludeAmber { get; init; } = true;

    /// <summary>
    /// Relative difference of two sources' cash amounts of one dividend above which they count as two opinions. Default
    /// 0.01.
    /// </summary>
    [Between(0, 1)]
    public double AmountTolerance { get; init; } = 0.01;

    /// <summary>Which names reference/universe calls eligible.</summary>
    public UniverseOptions Universe { get; init; } = new();

    /// <summary>When a universe counts as drawn from survivors.</summary>
    public SurvivorshipOptions Survivorship { get; init; } = new();

    /// <summary>Whether a source never enters what is curated from a raw table.</summary>
    /// <param name="table">Raw table, for example <c>raw/equities_bars</c>.</param>
    /// <param name="source">Source name, or null.</param>
    public bool Excludes(string table, string? source) =>
        source is not null && ExcludedSources.TryGetValue(table, out var sources) && sources.Contains(source);

    /// <summary>Priority of a source for a raw table: its place in the list, or one beyond the list.</summary>
    /// <param name="table">Raw table, for example <c>raw/equities_bars</c>.</param>
    /// <param name="source">Source name, for example <c>alpaca_sip</c>.</param>
    public int PriorityOf(string table, string source)
    {
        if (!SourcePriority.TryGetValue(table, out var sources)) return 0;
        for (var i = 0; i < sources.Count; i++)
            if (sources[i] == source) return i;
        return sources.Count;
    }
}
