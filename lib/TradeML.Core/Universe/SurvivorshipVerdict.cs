namespace TradeML.Core.Universe;

/// <summary>What the share of dead names says of a universe; it goes with every result that is made from it.</summary>
/// <param name="State">OK, IMPLAUSIBLE or UNKNOWN.</param>
/// <param name="Sentence">The finding in one sentence with its figures.</param>
/// <param name="Symbols">Names of the universe.</param>
/// <param name="Dead">Names that stopped trading before the end.</param>
/// <param name="First">First day (local) of the span.</param>
/// <param name="Last">Last day (local) of the span.</param>
/// <param name="SymbolYears">Years of all names together, each from its first day to the end of the span.</param>
/// <param name="ExpectedDead">Dead names to be expected at the usual rate.</param>
/// <param name="LeastExpectedDead">Dead names to be expected at the least rate believed of any broad universe.</param>
/// <param name="Probability">Probability of so few dead names, or fewer, at the least rate; NaN without names.</param>
public sealed record SurvivorshipVerdict(
    SurvivorshipState State, string Sentence, int Symbols, int Dead, DateOnly First, DateOnly Last, double SymbolYears,
    double ExpectedDead, double LeastExpectedDead,
    double Probability)
{
    /// <summary>The verdict of a result that is older than the test.</summary>
    public static SurvivorshipVerdict NotCounted { get; } = new(
        SurvivorshipState.Unknown, "The dead names were not counted when this was made.", 0, 0, DateOnly.MinValue,
        DateOnly.MinValue, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>The state in the words of reports: OK, IMPLAUSIBLE or UNKNOWN.</summary>
    public string Word => State.ToString().ToUpperInvariant();
}
