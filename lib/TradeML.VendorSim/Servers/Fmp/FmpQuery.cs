using System.Globalization;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>Parameters as Financial Modeling Prep reads them, and its refusals in plain text.</summary>
internal static class FmpQuery
{
    public const string Plain = "text/plain; charset=UTF-8";

    /// <summary>Symbols of the free plan.</summary>
    private const int FreeSymbols = 90;

    public static void Missing(Reply reply, string name) =>
        reply.Text(400, Plain, $"Query Error: Invalid or missing query parameter - {name}");

    public static void Premium(Reply reply, string text) => reply.Text(
        402, Plain,
        $"Premium Query Parameter: '{text} Please visit our subscription page to upgrade your plan at "
            + "https://site.financialmodelingprep.com/");

    /// <summary>The exchange's day at the server's clock.</summary>
    public static DateOnly Today(VendorRequest request, ExchangeCalendar calendar) =>
        calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));

    /// <summary>A whole number; the default when it is absent or none.</summary>
    public static int Number(VendorRequest request, string name, int otherwise) =>
        int.TryParse(request.Query(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>A day; the default when it is absent or none.</summary>
    public static DateOnly Day(VendorRequest request, string name, DateOnly otherwise) =>
        request.Query(name) is { } text && VendorTime.TryDay(text, out var day) ? day : otherwise;

    /// <summary>
    /// The security of a symbol that stands with a dash for class shares; null when there is none today.
    /// </summary>
    public static Security? Find(MarketSnapshot market, string symbol, DateOnly today) =>
        !symbol.Contains('.', StringComparison.Ordinal)
            && market.Tickers.On(symbol.Replace('-', '.'), today) is { } found && found.Listed <= today
            ? found
            : null;

    public static string Symbol(Security security, DateOnly today) => security.SymbolOn(today).Replace('.', '-');

    /// <summary>Securities of the free plan: those with the most dollars traded in their first month.</summary>
    public static HashSet<int> FreeSecurities(MarketSnapshot market) =>
        [.. market.Securities.OrderByDescending(security =>
    {
        var bars = market.Bars(security.Index);
        var dollars = 0.0;
        for (var i = 0; i < Math.Min(20, bars.Count); i++) dollars += bars.Close(i) * bars.Volume(i);
        return dollars;
    }).Take(FreeSymbols).Select(security => security.Index)];

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
