namespace TradeML.Data.Reference.Securities;

/// <summary>
/// One security under one ticker for some days: a row of reference/securities. The intervals of one ticker never
/// overlap.
/// </summary>
public sealed record TickerInterval
{
    /// <summary>Permanent id of the security; it outlives ticker changes.</summary>
    public required string SecurityId { get; init; }

    /// <summary>Ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>First local day.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>What <see cref="Start"/> rests on.</summary>
    public required StartBasis Basis { get; init; }

    /// <summary>First local day after it; null while it lasts.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Why it ended: a delisting's reason, TICKER_CHANGE, OVERLAP or UNKNOWN; null while it lasts.</summary>
    public string? EndReason { get; init; }

    /// <summary>Company name.</summary>
    public string? Name { get; init; }

    /// <summary>Listing exchange as the source names it.</summary>
    public string? Exchange { get; init; }

    /// <summary>Asset class as the source names it.</summary>
    public string? AssetClass { get; init; }

    /// <summary>Whether it is a common share, by the rules of the universe.</summary>
    public required bool IsCommon { get; init; }

    /// <summary>Central index key at the SEC; known for current tickers only.</summary>
    public string? Cik { get; init; }

    /// <summary>Source of the first day.</summary>
    public required string Source { get; init; }

    /// <summary>Its priority; smaller wins.</summary>
    public required int SourcePriority { get; init; }

    /// <summary>What every source says of the interval.</summary>
    public required string Claims { get; init; }

    /// <summary>When this lake first learned of it (UTC).</summary>
    public required DateTime KnownAt { get; init; }

    /// <summary>Whether the security had the ticker on a day.</summary>
    /// <param name="day">A local day.</param>
    public bool Holds(DateOnly day) => day >= Start && (End is not { } end || day < end);
}
