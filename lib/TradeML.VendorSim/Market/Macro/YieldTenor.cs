namespace TradeML.VendorSim.Market.Macro;

/// <summary>A maturity of the par yield curve.</summary>
/// <param name="Label">As the yearly files head the column.</param>
/// <param name="Element">As the XML feed calls it.</param>
/// <param name="Series">Its daily macro series, or null.</param>
/// <param name="Years">Maturity in years.</param>
/// <param name="First">First day published.</param>
internal sealed record YieldTenor(string Label, string Element, string? Series, double Years, DateOnly First)
{
    private static readonly DateOnly Start = new(1990, 1, 2);

    /// <summary>All maturities, short to long.</summary>
    public static IReadOnlyList<YieldTenor> All { get; } =
    [
        new("1 Mo", "BC_1MONTH", "DGS1MO", 1 / 12.0, new(2001, 7, 31)),
        new("1.5 Month", "BC_1_5MONTH", null, 0.125, new(2025, 2, 18)),
        new("2 Mo", "BC_2MONTH", null, 2 / 12.0, new(2018, 10, 16)),
        new("3 Mo", "BC_3MONTH", "DGS3MO", 0.25, Start),
        new("4 Mo", "BC_4MONTH", null, 4 / 12.0, new(2022, 10, 19)),
        new("6 Mo", "BC_6MONTH", "DGS6MO", 0.5, Start),
        new("1 Yr", "BC_1YEAR", "DGS1", 1, Start),
        new("2 Yr", "BC_2YEAR", "DGS2", 2, Start),
        new("3 Yr", "BC_3YEAR", "DGS3", 3, Start),
        new("5 Yr", "BC_5YEAR", "DGS5", 5, Start),
        new("7 Yr", "BC_7YEAR", "DGS7", 7, Start),
        new("10 Yr", "BC_10YEAR", "DGS10", 10, Start),
        new("20 Yr", "BC_20YEAR", "DGS20", 20, new(1993, 10, 1)),
        new("30 Yr", "BC_30YEAR", "DGS30", 30, Start),
    ];

    /// <summary>
    /// Whether it was published on a day; the 30-year bond paused from February 2002 to February 2006.
    /// </summary>
    public bool Exists(DateOnly day) =>
        day >= First && !(Years == 30 && day >= new DateOnly(2002, 2, 19) && day < new DateOnly(2006, 2, 9));
}
