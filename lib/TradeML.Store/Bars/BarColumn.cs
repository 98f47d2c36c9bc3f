using System.Globalization;
using TradeML.Research.Panels;

namespace TradeML.Store.Bars;

/// <summary>A numeric column that a file of bars may have, and which values it may hold.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Required">Whether a file without it is refused.</param>
/// <param name="Least">The least value allowed.</param>
/// <param name="MayBeUnknown">Whether a value may be missing (NaN).</param>
/// <param name="Meaning">What it holds, as an error says it.</param>
internal sealed record BarColumn(string Name, bool Required, double Least, bool MayBeUnknown, string Meaning)
{
    /// <summary>The text columns: they identify a row.</summary>
    internal const string Symbol = "symbol", Date = "date";

    /// <summary>Text columns of categories, which may be missing and may hold unknown values.</summary>
    internal static readonly string[] Categories = [.. PanelColumn.Categories.Select(c => c.Name)];

    /// <summary>All numeric columns; a file may have others too, they are not read.</summary>
    internal static readonly BarColumn[] All =
        [.. PanelColumn.Numbers
            .Select(c =>
                new BarColumn(c.Name, !c.IsOptional, c.ZeroAllowed ? 0 : double.Epsilon, c.MayBeUnknown, c.Meaning))];

    /// <summary>The columns without which a file is refused.</summary>
    internal static readonly string[] Needed = [Symbol, Date, .. All.Where(c => c.Required).Select(c => c.Name)];

    /// <summary>Whether a value is one the column may hold.</summary>
    internal bool Allows(double value) =>
        (value >= Least && value < double.PositiveInfinity) || (MayBeUnknown && double.IsNaN(value));

    /// <summary>Refuses the first value that the column may not hold.</summary>
    /// <param name="values">Values of successive rows.</param>
    /// <param name="first">Row of the first of them in the file.</param>
    /// <param name="place">Where they come from.</param>
    /// <exception cref="Core.Errors.TradeMLException">Bad input: names the row and the column.</exception>
    internal void Check(ReadOnlySpan<double> values, int first, BarPlace place)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (Allows(values[row])) continue;
            var what = double.IsNaN(values[row])
                ? "has no value (or NaN)"
                : string.Create(CultureInfo.InvariantCulture, $"holds {values[row]}");
            throw place.Bad(first + row, Name, $"Column '{Name}' {what}, where {Meaning} is needed.");
        }
    }
}
