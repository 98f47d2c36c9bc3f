namespace TradeML.Data.Reference;

/// <summary>
/// The price grid of US listed stocks by law: decimal cents since the last market changed over on 2001-04-09 (SEC order
/// of 2000-06-08), and since 2006-01-31 hundredths of a cent below a dollar (Regulation NMS, Rule 612, 17 CFR 242.612).
/// Older grids of sixteenths and eighths differ by market and are left out, and so are the nickel grid of the Tick Size
/// Pilot (2016 to 2018), whose names were drawn, and the half-penny grid that Rule 612 as amended in 2024 gives single
/// names by their spread.
/// </summary>
/// <param name="Regime">Name of the rule.</param>
/// <param name="Start">First local day.</param>
/// <param name="End">First local day after it; null while it lasts.</param>
/// <param name="MinPrice">Least price it holds for, in USD.</param>
/// <param name="TickSize">Smallest increment, in USD.</param>
internal sealed record TickSizeRule(string Regime, DateOnly Start, DateOnly? End, double MinPrice, double TickSize)
{
    /// <summary>All rules, by start and price.</summary>
    public static IReadOnlyList<TickSizeRule> All { get; } =
    [
        new("DECIMAL", new(2001, 4, 9), new(2006, 1, 31), 0, 0.01),
        new("NMS_612", new(2006, 1, 31), null, 0, 0.0001),
        new("NMS_612", new(2006, 1, 31), null, 1, 0.01),
    ];
}
