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

    /// <summary>Sector as known on the date, an index into <see cref="SectorNames"/>, −1 where unknown; null = not known.</summary>
    public int[]? Sector { get; init; }

    /// <summary>Names of the sectors; needed with <see cref="Sector"/>.</summary>
    public string[]? SectorNames { get; init; }

    /// <summary>Industry as known on the date, an index into <see cref="IndustryNames"/>, −1 where unknown; null = not known.</summary>
    public int[]? Industry { get; init; }

    /// <summary>Names of the industries; needed with <see cref="Industry"/>.</summary>
    public string[]? IndustryNames { get; init; }

    /// <summary>Sessions to the next earnings date that was known on the date, 0 on the day itself; NaN where none was known; null = not known.</summary>
    public double[]? SessionsToEarnings { get; init; }

    /// <summary>Sessions since the last earnings date, 0 on the day itself; NaN before the first; null = not known.</summary>
    public double[]? SessionsSinceEarnings { get; init; }
}
