namespace TradeML.Data.Reference.Securities;

/// <summary>Evidence looked up by ticker.</summary>
internal sealed class EvidenceBySymbol(SecurityEvidence evidence)
{
    private readonly ILookup<string, AssetClaim> assets = evidence.Assets.ToLookup(a => a.Symbol,
        StringComparer.Ordinal);
    private readonly ILookup<string, EndClaim> ends = evidence.Ends.ToLookup(e => e.Symbol, StringComparer.Ordinal);
    private readonly ILookup<string, TickerChange> into = evidence.Changes.ToLookup(c => c.New, StringComparer.Ordinal);
    private readonly ILookup<string, TickerChange> outOf = evidence.Changes.ToLookup(c => c.Old,
        StringComparer.Ordinal);
    private readonly ILookup<string, BarRun> bars = evidence.Bars.ToLookup(b => b.Symbol, StringComparer.Ordinal);
    private readonly ILookup<string, DeclaredInterval> declared = evidence.Declared.ToLookup(d => d.Symbol,
        StringComparer.Ordinal);

    public SymbolFacts this[string symbol] => new(
        symbol, [.. assets[symbol]], [.. ends[symbol]], [.. into[symbol].OrderBy(c => c.Day)],
        [.. outOf[symbol].OrderBy(c => c.Day)], [.. bars[symbol].OrderBy(b => b.First)],
        [.. declared[symbol]], evidence.Ciks.GetValueOrDefault(symbol));
}
