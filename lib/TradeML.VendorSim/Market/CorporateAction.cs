namespace TradeML.VendorSim.Market;

/// <summary>One corporate action of one security. All dates are exchange-local days.</summary>
public sealed record CorporateAction
{
    /// <summary>Stable identity of the announcement.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it does.</summary>
    public required CorporateActionKind Kind { get; init; }

    /// <summary>Position of the security in <see cref="IMarketSource.Securities"/>.</summary>
    public required int SecurityIndex { get; init; }

    /// <summary>Ticker under which it was announced (the one before a name change).</summary>
    public required string Symbol { get; init; }

    /// <summary>
    /// First session that trades without the right; for mergers and removals the first session without trading.
    /// </summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>
    /// Day the vendor books it and by which the vendor filters: ex-date for splits, payable date for dividends.
    /// </summary>
    public required DateOnly ProcessDate { get; init; }

    /// <summary>Day whose holders are entitled, or null.</summary>
    public DateOnly? RecordDate { get; init; }

    /// <summary>Day of payment, or null.</summary>
    public DateOnly? PayableDate { get; init; }

    /// <summary>New shares of a split; 0 otherwise.</summary>
    public double NewRate { get; init; }

    /// <summary>Old shares of a split; 0 otherwise.</summary>
    public double OldRate { get; init; }

    /// <summary>
    /// Cash in dollars per share (after a split of the same ex-date) for dividends and cash mergers; 0 otherwise.
    /// </summary>
    public double Cash { get; init; }

    /// <summary>Whether a dividend is outside the regular schedule.</summary>
    public bool Special { get; init; }

    /// <summary>Ticker after a name change, else null.</summary>
    public string? NewSymbol { get; init; }

    /// <summary>New shares per old share of a split, 1 otherwise.</summary>
    public double Ratio => OldRate == 0 ? 1 : NewRate / OldRate;
}
