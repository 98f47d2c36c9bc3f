namespace TradeML.VendorSim.Market;

/// <summary>What a corporate action does.</summary>
public enum CorporateActionKind
{
    /// <summary>More new shares than old ones.</summary>
    ForwardSplit,

    /// <summary>Fewer new shares than old ones.</summary>
    ReverseSplit,

    /// <summary>Cash per share, quarterly or special.</summary>
    CashDividend,

    /// <summary>A new ticker.</summary>
    NameChange,

    /// <summary>The company is bought for cash; trading ends.</summary>
    CashMerger,

    /// <summary>The shares are removed as worthless; trading ends.</summary>
    WorthlessRemoval,
}
