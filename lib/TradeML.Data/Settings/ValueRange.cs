using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>The values of a column that are believed, both ends included.</summary>
public sealed class ValueRange : ICheckedOptions
{
    /// <summary>Least value, in the column's unit.</summary>
    public required double Min { get; init; }

    /// <summary>Greatest value, in the column's unit.</summary>
    public required double Max { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (Max < Min) yield return ("max", $"'max' is {Max}; it must be at least min ({Min}).");
    }
}
