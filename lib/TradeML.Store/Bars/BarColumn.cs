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
    internal static readonly string[] Categories = ["sector", "industry"];

    /// <summary>All numeric columns; a file may have others too, they are not read.</summary>
    internal static readonly BarColumn[] All =
    [
        new("open", true, double.Epsilon, false, "a price above 0"),
        new("high", true, double.Epsilon, false, "a price above 0"),
        new("low", true, double.Epsilon, false, "a price above 0"),
        new("close", true, double.Epsilon, false, "a price above 0"),
        new("volume", true, 0, false, "a volume of at least 0"),
        new("price_step", false, double.Epsilon, false, "a split step above 0 (1 without an event)"),
        new("volume_step", false, double.Epsilon, false, "a split step above 0 (1 without an event)"),
        new("total_return_step", false, double.Epsilon, false, "a split and dividend step above 0 (1 without an event)"),
        new("shares_outstanding", false, double.Epsilon, true, "a number of shares above 0"),
        new("sessions_to_earnings", false, 0, true, "a number of sessions of at least 0"),
        new("sessions_since_earnings", false, 0, true, "a number of sessions of at least 0"),
    ];

    /// <summary>Whether a value is one the column may hold.</summary>
    internal bool Allows(double value) => (value >= Least && value < double.PositiveInfinity) || (MayBeUnknown && double.IsNaN(value));
}
