namespace TradeML.Data.Reference.Securities;

/// <summary>Everything the securities master is derived from, as known at one instant.</summary>
internal sealed record SecurityEvidence
{
    public IReadOnlyList<AssetClaim> Assets { get; init; } = [];

    public IReadOnlyList<EndClaim> Ends { get; init; } = [];

    public IReadOnlyList<TickerChange> Changes { get; init; } = [];

    public IReadOnlyList<BarRun> Bars { get; init; } = [];

    public IReadOnlyList<DeclaredInterval> Declared { get; init; } = [];

    /// <summary>Central index keys of current tickers.</summary>
    public IReadOnlyDictionary<string, string> Ciks { get; init; } = new Dictionary<string, string>();

    /// <summary>Intervals of an earlier build, whose ids are kept.</summary>
    public IReadOnlyList<(string SecurityId, string Symbol, DateOnly Start, DateOnly? End)> Earlier { get; init; } = [];
}
