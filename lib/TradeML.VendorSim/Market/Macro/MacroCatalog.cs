namespace TradeML.VendorSim.Market.Macro;

/// <summary>
/// The macro series that exist. Their names and habits are those of the real ones, their values are made up.
/// </summary>
internal static class MacroCatalog
{
    private static readonly TimeOnly Morning = new(8, 30);
    private static readonly TimeOnly Afternoon = new(16, 16);
    private static readonly DateOnly FirstVintage = new(1996, 12, 6);
    private static readonly DateOnly FirstDailyVintage = new(2005, 6, 28);

    /// <summary>Monthly and quarterly series.</summary>
    public static IReadOnlyList<MacroDefinition> Periodic { get; } =
    [
        new()
        {
            Id = "UNRATE", Title = "Unemployment Rate", Units = "Percent", UnitsShort = "%", Frequency = "Monthly",
            SeasonallyAdjusted = true, Decimals = 1,
            LoadedOn = FirstVintage, ReleasedAt = Morning, ReleaseDay = FirstFriday, YearlyReach = 5, YearlyMonth = 12,
            YearlyError = 0.04,
        },
        new()
        {
            Id = "PAYEMS", Title = "All Employees, Total Nonfarm", Units = "Thousands of Persons",
            UnitsShort = "Thous. of Persons", Frequency = "Monthly",
            SeasonallyAdjusted = true, Decimals = 0, LoadedOn = FirstVintage, ReleasedAt = Morning,
            ReleaseDay = FirstFriday, IsLevel = true, NextReleases = 2,
            FirstError = 0.0006, YearlyReach = 5, YearlyMonth = 1, YearlyError = 0.0012,
        },
        new()
        {
            Id = "CPIAUCSL", Title = "Consumer Price Index for All Urban Consumers: All Items in U.S. City Average",
            Units = "Index 1982-1984=100",
            UnitsShort = "Index 1982-1984=100", Frequency = "Monthly", SeasonallyAdjusted = true, Decimals = 3,
            LoadedOn = FirstVintage, ReleasedAt = Morning,
            ReleaseDay = start => NextMonth(start, 12), IsLevel = true, YearlyReach = 5, YearlyMonth = 1,
            YearlyError = 0.0004,
        },
        new()
        {
            Id = "INDPRO", Title = "Industrial Production: Total Index", Units = "Index 2017=100",
            UnitsShort = "Index 2017=100", Frequency = "Monthly",
            SeasonallyAdjusted = true, Decimals = 4, LoadedOn = FirstVintage, ReleasedAt = new TimeOnly(9, 15),
            ReleaseDay = start => NextMonth(start, 16),
            IsLevel = true, NextReleases = 5, FirstError = 0.004, YearlyReach = 3, YearlyMonth = 6, YearlyError = 0.004,
        },
        new()
        {
            Id = "FEDFUNDS", Title = "Federal Funds Effective Rate", Units = "Percent", UnitsShort = "%",
            Frequency = "Monthly", Decimals = 2,
            LoadedOn = FirstVintage, ReleasedAt = Afternoon, ReleaseDay = start => NextMonth(start, 1),
        },
        new()
        {
            Id = "GDPC1", Title = "Real Gross Domestic Product", Units = "Billions of Chained 2017 Dollars",
            UnitsShort = "Bil. of Chn. 2017 $",
            Frequency = "Quarterly", SeasonallyAdjusted = true, Decimals = 3, LoadedOn = FirstVintage,
            ReleasedAt = Morning,
            ReleaseDay = start => BusinessDays.OnOrAfter(start.AddMonths(4).AddDays(-4)), IsLevel = true,
            NextReleases = 2, FirstError = 0.004, YearlyReach = 5,
            YearlyMonth = 4, YearlyError = 0.005,
        },
    ];

    /// <summary>Treasury yields, one for each maturity of the curve that has a series of its own.</summary>
    public static IReadOnlyList<MacroDefinition> Yields { get; } =
    [
        .. YieldTenor.All.Where(tenor => tenor.Series is not null).Select(tenor => new MacroDefinition
        {
            Id = tenor.Series!,
            Title =
                $"Market Yield on U.S. Treasury Securities at {tenor.Label} Constant Maturity, "
                    + "Quoted on an Investment Basis",
            Units = "Percent", UnitsShort = "%", Frequency = "Daily", Decimals = 2, LoadedOn = FirstDailyVintage,
            ReleasedAt = Afternoon,
        }),
    ];

    /// <summary>The implied volatility index.</summary>
    public static MacroDefinition Vix { get; } = new()
    {
        Id = "VIXCLS", Title = "CBOE Volatility Index: VIX", Units = "Index", UnitsShort = "Index", Frequency = "Daily",
        Decimals = 2,
        LoadedOn = FirstDailyVintage, ReleasedAt = new TimeOnly(9, 36),
    };

    private static DateOnly NextMonth(DateOnly start, int day) =>
        BusinessDays.OnOrAfter(start.AddMonths(1).AddDays(day - 1));

    private static DateOnly FirstFriday(DateOnly start)
    {
        var day = start.AddMonths(1);
        while (day.DayOfWeek != DayOfWeek.Friday) day = day.AddDays(1);
        return BusinessDays.OnOrAfter(day);
    }
}
