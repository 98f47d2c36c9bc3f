using TradeML.Data.Ingest.Executors;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// The work of each vendor by the kind of data (SSOT §2.5): every producer leases what the router gives its vendor of
/// its datasets and yields units. A vendor's runner takes from all of its producers at once (<see cref="UnitsOf"/>), so
/// that the order of the lanes holds across them.
/// </summary>
internal static class Producers
{
    private static readonly Dictionary<string, string[][]> Datasets = new(StringComparer.Ordinal)
    {
        ["alpaca"] = [["equities_eod", "corp_actions", "listings", "options_chain"], ["equities_minute"]],
        ["massive"] = [["equities_eod", "equities_minute", "corp_actions", "listings", "options_chain"]],
        ["finnhub"] = [["options_chain"], ["equities_eod", "equities_minute", "earnings_calendar", "company_profile"]],
        ["fred"] = [["macros_fred"]],
        ["treasury"] = [["macros_treasury"]],
        ["alpha_vantage"] = [["corp_actions", "listings", "earnings"], ["options_hist"]],
        ["fmp"] = [
            ["fundamentals_income", "fundamentals_balance", "fundamentals_cashflow", "market_cap", "earnings",
                "delistings"]],
        ["sec"] = [["filings", "company_facts", "company_tickers", "delistings"]],
    };

    private static readonly Dictionary<string, string[]> OfVendor = Datasets.ToDictionary(d => d.Key,
        d => d.Value.SelectMany(p => p).ToArray(), StringComparer.Ordinal);

    /// <summary>Alpaca's daily bars, corporate actions, asset list and option chains.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> AlpacaBarsUnits(UnitLeaser leaser) => Units(leaser, "alpaca", 0);

    /// <summary>Alpaca's minute bars.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> AlpacaMinuteUnits(UnitLeaser leaser) => Units(leaser, "alpaca", 1);

    /// <summary>Massive's bars, corporate actions, tickers and option chains.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> MassiveBarsUnits(UnitLeaser leaser) => Units(leaser, "massive", 0);

    /// <summary>Finnhub's option chains.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> FinnhubOptionsUnits(UnitLeaser leaser) => Units(leaser, "finnhub", 0);

    /// <summary>Finnhub's candles, earnings calendar and profiles.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> FinnhubDailyUnits(UnitLeaser leaser) => Units(leaser, "finnhub", 1);

    /// <summary>
    /// Macro series of FRED with their vintages, and the Treasury's yield curve: two vendors, each within its own
    /// budget.
    /// </summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> FredTreasuryUnits(UnitLeaser leaser) =>
        Units(leaser, "fred", 0).Concat(Units(leaser, "treasury", 0));

    /// <summary>Alpha Vantage's splits, dividends, listing status and earnings.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> AvCorpActionsUnits(UnitLeaser leaser) => Units(leaser, "alpha_vantage", 0);

    /// <summary>Alpha Vantage's option chains of past days.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> AvOptionsHistUnits(UnitLeaser leaser) => Units(leaser, "alpha_vantage", 1);

    /// <summary>FMP's statements, market values, earnings and delistings.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> FmpFundamentalsUnits(UnitLeaser leaser) => Units(leaser, "fmp", 0);

    /// <summary>The SEC's filings, company facts and ticker list.</summary>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> SecFilingsUnits(UnitLeaser leaser) => Units(leaser, "sec", 0);

    /// <summary>
    /// The units of all producers of a vendor in the order of the lanes; for an unknown vendor, of everything that is
    /// routed to it.
    /// </summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="leaser">Where work is leased.</param>
    public static IEnumerable<WorkUnit> UnitsOf(string vendor, UnitLeaser leaser)
    {
        ArgumentNullException.ThrowIfNull(leaser);
        return leaser.Units(vendor, OfVendor.GetValueOrDefault(vendor));
    }

    private static IEnumerable<WorkUnit> Units(UnitLeaser leaser, string vendor, int producer)
    {
        ArgumentNullException.ThrowIfNull(leaser);
        return leaser.Vendors.Contains(vendor) ? leaser.Units(vendor, Datasets[vendor][producer]) : [];
    }
}
