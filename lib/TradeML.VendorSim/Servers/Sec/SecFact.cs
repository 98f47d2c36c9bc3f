using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Sec;

/// <summary>A figure as one filing states it.</summary>
/// <param name="Start">First day of its period; null for an instant.</param>
/// <param name="End">Last day, or the instant's.</param>
/// <param name="Value">The figure in its unit.</param>
/// <param name="Statement">The report that the filing is about; it gives fiscal year and period, also to the figures of
/// a year before.</param>
/// <param name="Filing">The filing.</param>
internal sealed record SecFact(DateOnly? Start, DateOnly End, double Value, Statement Statement, Filing Filing)
{
    /// <summary>
    /// The calendar frame: CY2023, CY2023Q4, or CY2023Q4I for an instant; by the middle of the period.
    /// </summary>
    public string Frame
    {
        get
        {
            if (Start is not { } start) return $"CY{QuarterOf(End.AddDays(-45))}I";
            var middle = start.AddDays((End.DayNumber - start.DayNumber) / 2);
            return End.DayNumber - start.DayNumber > 300 ? $"CY{middle.Year}" : $"CY{QuarterOf(middle)}";
        }
    }

    /// <summary>Whether frames hold such a period: an instant, about a quarter, or about a year.</summary>
    public bool HasFrame =>
        Start is not { } start || End.DayNumber - start.DayNumber is (> 60 and < 121) or (> 335 and < 395);

    private static string QuarterOf(DateOnly day) => $"{day.Year}Q{(day.Month + 2) / 3}";
}
