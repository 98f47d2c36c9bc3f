namespace TradeML.Data.Reference.Securities;

/// <summary>Everything the securities master is derived from, as known at one instant.</summary>
internal sealed record SecurityEvidence
{
    /// <summary>What the lists say of assets.</summary>
    public IReadOnlyList<AssetClaim> Assets { get; init; } = [];

    /// <summary>Ends of listings.</summary>
    public IReadOnlyList<EndClaim> Ends { get; init; } = [];

    /// <summary>Ticker changes.</summary>
    public IReadOnlyList<TickerChange> Changes { get; init; } = [];

    /// <summary>Runs of bars.</summary>
    public IReadOnlyList<BarRun> Bars { get; init; } = [];

    /// <summary>Intervals of the user's own file; of a ticker that has one nothing is inferred.</summary>
    public IReadOnlyList<DeclaredInterval> Declared { get; init; } = [];

    /// <summary>Central index keys of current tickers.</summary>
    public IReadOnlyDictionary<string, string> Ciks { get; init; } = new Dictionary<string, string>();

    /// <summary>Intervals of an earlier build, whose ids are kept.</summary>
    public IReadOnlyList<(string SecurityId, string Symbol, DateOnly Start, DateOnly? End)> Earlier { get; init; } = [];
}
