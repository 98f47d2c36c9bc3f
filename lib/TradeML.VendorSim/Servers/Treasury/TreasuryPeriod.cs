using System.Globalization;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Treasury;

/// <summary>A year or a month of the curve: the days published, as positions in the curve, oldest first.</summary>
/// <param name="Year">The year.</param>
/// <param name="Days">Positions in <see cref="YieldCurve.Days"/>.</param>
internal sealed record TreasuryPeriod(int Year, IReadOnlyList<int> Days)
{
    /// <summary>Reads YYYY or YYYYMM; null when it is neither.</summary>
    public static TreasuryPeriod? Read(string? text, YieldCurve curve, DateTime nowUtc)
    {
        if (text is not { Length: 4 or 6 }
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var (year, month) = text.Length == 4 ? (number, 0) : (number / 100, number % 100);
        if (year is < 1900 or > 2200 || month > 12 || (text.Length == 6 && month == 0)) return null;
        return new TreasuryPeriod(year, [.. Enumerable.Range(0, curve.Days.Count).Where(i =>
            curve.Days[i].Year == year && (month == 0 || curve.Days[i].Month == month)
                && YieldCurve.Published(curve.Days[i]) <= nowUtc)]);
    }

    /// <summary>Positions in <see cref="YieldTenor.All"/> of the maturities that had begun by the year's end.</summary>
    public IEnumerable<int> Tenors() =>
        Enumerable.Range(0, YieldTenor.All.Count).Where(i => YieldTenor.All[i].First.Year <= Year);
}
