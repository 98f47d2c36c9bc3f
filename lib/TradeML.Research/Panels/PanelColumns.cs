namespace TradeML.Research.Panels;

/// <summary>The data columns of a <see cref="Panel"/>, one entry a row each.</summary>
public sealed record PanelColumns
{
    /// <summary>Raw opening price.</summary>
    public required double[] Open { get; init; }

    /// <summary>Raw highest price.</summary>
    public required double[] High { get; init; }

    /// <summary>Raw lowest price.</summary>
    public required double[] Low { get; init; }

    /// <summary>Raw closing price.</summary>
    public required double[] Close { get; init; }

    /// <summary>Raw volume in shares.</summary>
    public required double[] Volume { get; init; }

    /// <summary>Split step of prices; null = no events (all 1).</summary>
    public double[]? PriceStep { get; init; }

    /// <summary>Split step of volumes; null = no events (all 1).</summary>
    public double[]? VolumeStep { get; init; }

    /// <summary>Split × dividend step; null = the price steps.</summary>
    public double[]? TotalReturnStep { get; init; }

    /// <summary>Shares outstanding as known on the date; null = not known.</summary>
    public double[]? SharesOutstanding { get; init; }
}
