using System.Globalization;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>Parameters as Alpha Vantage reads them, its refusals, and its texts.</summary>
internal static class AlphaVantageQuery
{
    public const string Csv = "application/x-download";

    /// <summary>A symbol or parameter that it does not know.</summary>
    public static void Invalid(VendorRequest request, Reply reply) => Error(
        reply,
        $"Invalid API call. Please retry or visit the documentation (https://www.alphavantage.co/documentation/) "
            + $"for {request.Query("function")}.");

    public static void Error(Reply reply, string message) => reply.Object(200, ("Error Message", message));

    public static void Information(Reply reply, string message) => reply.Object(200, ("Information", message));

    /// <summary>The exchange's day at the server's clock.</summary>
    public static DateOnly Today(VendorRequest request, ExchangeCalendar calendar) =>
        calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));

    /// <summary>The security of the query's symbol, class shares with dot or dash; null when there is none.</summary>
    public static Security? Find(VendorRequest request, MarketSnapshot market, DateOnly today) =>
        request.Query("symbol") is { Length: > 0 } symbol
            && market.Tickers.On(symbol.ToUpperInvariant().Replace('-', '.'), today) is { } found
            && found.Listed <= today
            ? found : null;

    public static bool WantsCsv(VendorRequest request) => request.Query("datatype") == "csv";

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(DateOnly? day) => day is { } known ? Text(known) : "None";

    public static string Text(double number) =>
        double.IsNaN(number) ? "None" : number.ToString(CultureInfo.InvariantCulture);
}
