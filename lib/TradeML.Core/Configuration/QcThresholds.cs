namespace TradeML.Core.Configuration;

/// <summary>Limits of the quality checks of daily bars and of partition row counts.</summary>
public sealed class QcThresholds : ICheckedOptions
{
    /// <summary>Largest absolute close-to-close log return without a known corporate action; above it the day is AMBER. Default 0.5.</summary>
    [Between(0.01, 10)]
    public double JumpLimit { get; init; } = 0.5;

    /// <summary>Sessions in a row with the same open, high, low, close and volume from which on a day is AMBER as stale. Default 5.</summary>
    [Between(2, 250)]
    public int StaleRunSessions { get; init; } = 5;

    /// <summary>Relative slack of low ≤ open, close ≤ high; a bar beyond it is quarantined. Default 1e-6.</summary>
    [Between(0, 0.1)]
    public double OhlcTolerance { get; init; } = 1e-6;

    /// <summary>Distance of the high above, or of the low below, both open and close, as a share of them; a bar beyond it is AMBER. Default 0.5.</summary>
    [Between(0.01, 0.99)]
    public double RangeLimit { get; init; } = 0.5;

    /// <summary>Relative slack of low ≤ vwap ≤ high; a bar beyond it is AMBER. Default 0.01.</summary>
    [Between(0, 1)]
    public double VwapTolerance { get; init; } = 0.01;

    /// <summary>Least price that is believed, in USD; a bar below it is quarantined. Default 0.0001.</summary>
    [Between(0, 1000)]
    public double MinPrice { get; init; } = 0.0001;

    /// <summary>Greatest price that is believed, in USD; a bar above it is quarantined. Default 5,000,000.</summary>
    [Between(1, 1e9)]
    public double MaxPrice { get; init; } = 5_000_000;

    /// <summary>Greatest volume of a session that is believed, in shares; a bar above it is quarantined. Default 1e11.</summary>
    [Between(1, 1e15)]
    public double MaxVolume { get; init; } = 1e11;

    /// <summary>Share of the expected rows from which on a partition is GREEN. Default 0.98.</summary>
    [Between(0, 1)]
    public double GreenRowFraction { get; init; } = 0.98;

    /// <summary>Share of the expected rows from which on a partition is AMBER; below it is RED. Default 0.5.</summary>
    [Between(0, 1)]
    public double AmberRowFraction { get; init; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (AmberRowFraction > GreenRowFraction)
            yield return ("amber_row_fraction", $"'amber_row_fraction' is {AmberRowFraction}; it must be from 0 to green_row_fraction ({GreenRowFraction}).");
        if (MinPrice >= MaxPrice)
            yield return ("min_price", $"'min_price' is {MinPrice}; it must be below max_price ({MaxPrice}).");
    }
}
