namespace TradeML.Lake.Partitions;

/// <summary>How complete a partition is (SSOT §2.3). The numbers are those of the control store.</summary>
public enum PartitionState
{
    /// <summary>Missing.</summary>
    Red = 0,

    /// <summary>Present, but only marginally good.</summary>
    Amber = 1,

    /// <summary>Present and passed its checks.</summary>
    Green = 2,
}
