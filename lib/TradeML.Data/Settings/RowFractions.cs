using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>Which share of the expected rows makes a partition GREEN or AMBER.</summary>
public sealed class RowFractions : ICheckedOptions
{
    /// <summary>Share of the expected rows from which on a partition is GREEN. Default 0.98.</summary>
    [Between(0, 1)]
    public double GreenRowFraction { get; init; } = 0.98;

    /// <summary>Share of the expected rows from which on a partition is AMBER; below it is RED. Default 0.5.</summary>
    [Between(0, 1)]
    public double AmberRowFraction { get; init; } = 0.5;

    /// <summary>
    /// Whether the source sees only a part of the trades, so that a symbol is measured by its own usual day (the median
    /// of the answer) and never RED for having few rows. Default false.
    /// </summary>
    public bool Sparse { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (AmberRowFraction > GreenRowFraction)
            yield return ("amber_row_fraction",
                $"'amber_row_fraction' is {AmberRowFraction}; it must be from 0 to green_row_fraction "
                    + $"({GreenRowFraction}).");
    }
}
