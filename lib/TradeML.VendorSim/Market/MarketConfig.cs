namespace TradeML.VendorSim.Market;

/// <summary>The dials of a <see cref="SimulatedMarket"/>. The defaults are the market of the demo.</summary>
public sealed record MarketConfig
{
    /// <summary>The one seed from which every byte follows. Default 7.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Number of securities over the whole span, delisted ones included; 2 … 5000. Default 120.</summary>
    public int Symbols { get; init; } = 120;

    /// <summary>First day, inclusive. Default 2006-01-03.</summary>
    public DateOnly Start { get; init; } = new(2006, 1, 3);

    /// <summary>Last day, inclusive. Default 2022-12-30.</summary>
    public DateOnly End { get; init; } = new(2022, 12, 30);

    /// <summary>
    /// Mean per-day rank correlation between the planted signal of a session's close and the log total return of the
    /// next five sessions; 0 … 0.2. Default 0.03.
    /// </summary>
    public double PlantedIc { get; init; } = 0.03;

    /// <summary>
    /// Share of the securities already listed on the first day; the others come later. 0.05 … 1. Default 0.8.
    /// </summary>
    public double ListedAtStart { get; init; } = 0.8;

    /// <summary>Probability per year that a security is bought or fails; 0 … 0.5. Default 0.01.</summary>
    public double DelistingsPerYear { get; init; } = 0.01;
}
