using System.Globalization;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Finnhub;

/// <summary>The earnings calendar and company profiles, of today's listings.</summary>
internal sealed class FinnhubCompanies(ServerContext context)
{
    /// <summary>Rows at which a large window of the calendar is cut.</summary>
    private const int MostRows = 1500;

    public void Earnings(VendorRequest request, Reply reply)
    {
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var today = context.Calendar.TradingDayOf(now);
        var (from, to) = (today, today.AddDays(30));
        if (request.Query("from") is { Length: > 0 } fromText && !VendorTime.TryDay(fromText, out from)
            || request.Query("to") is { Length: > 0 } toText && !VendorTime.TryDay(toText, out to))
        {
            reply.Fail(422, "Wrong date format. Use YYYY-MM-DD.");
            return;
        }

        if (context.PlanOf(request.Vendor).HistoryDays is > 0 and var days && from < today.AddDays(-days))
            from = today.AddDays(-days);
        var asked = request.Query("symbol") is { Length: > 0 } symbol ? symbol : null;
        var rows = context.View.At(request.Now).Securities
            .Where(security =>
                security.Listed <= today && security.IsListed(from)
                    && (asked is null || security.SymbolOn(today) == asked))
            .SelectMany(security => context.Companies.Of(security.Index).Earnings
                .Where(report => report.IsShown(now) && report.DayAt(now) >= from && report.DayAt(now) <= to)
                .Select(report => (Symbol: security.SymbolOn(today), Report: report)))
            .OrderByDescending(row => row.Report.DayAt(now)).ThenBy(row => row.Symbol, StringComparer.Ordinal)
            .Take(MostRows).ToList();
        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartArray("earningsCalendar");
        foreach (var (ticker, report) in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("date", Day(report.DayAt(now)));
            if (report.IsOut(now)) writer.WriteNumber("epsActual", report.EpsActual);
            else writer.WriteNull("epsActual");
            writer.WriteNumber("epsEstimate", report.EpsEstimate);
            writer.WriteString("hour", report.BeforeOpen ? "bmo" : "amc");
            writer.WriteNumber("quarter", report.Quarter);
            if (report.IsOut(now)) writer.WriteNumber("revenueActual", report.RevenueActual);
            else writer.WriteNull("revenueActual");
            writer.WriteNumber("revenueEstimate", report.RevenueEstimate);
            writer.WriteString("symbol", ticker);
            writer.WriteNumber("year", report.FiscalYear);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void Profile(VendorRequest request, Reply reply)
    {
        var market = context.View.At(request.Now);
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var today = context.Calendar.TradingDayOf(now);
        var security = request.Query("symbol") is { Length: > 0 } symbol ? market.Tickers.On(symbol, today) : null;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        if (security is not null && security.Listed <= today && security.IsListed(today))
        {
            reply.Rows = 1;
            var shares = context.Companies.Of(security.Index).Shares.On(today);
            writer.WriteString("country", "US");
            writer.WriteString("currency", "USD");
            writer.WriteString("exchange", ExchangeOf(security));
            writer.WriteString("finnhubIndustry", security.Sector);
            writer.WriteString("ipo", Day(security.Listed));
            writer.WriteString("logo", "");
            writer.WriteNumber("marketCapitalization",
                Math.Round(shares * Price(market.Bars(security.Index), now) / 1e6, 4));
            writer.WriteString("name", security.Name);
            writer.WriteString("phone", "15550100");
            writer.WriteNumber("shareOutstanding", Math.Round(shares / 1e6, 4));
            writer.WriteString("ticker", security.SymbolOn(today));
            writer.WriteString("weburl", "");
        }

        writer.WriteEndObject();
    }

    private double Price(BarSeries bars, DateTime now)
    {
        var at = bars.LowerBound(VendorTime.LastClosed(now, context.Calendar).DayNumber + 1) - 1;
        return at < 0 ? 0 : bars.Close(at);
    }

    private static string ExchangeOf(Security security) => security.Exchange switch
    {
        "NASDAQ" => "NASDAQ NMS - GLOBAL MARKET",
        "AMEX" => "NYSE MKT LLC",
        "ARCA" => "NYSE ARCA",
        _ => "NEW YORK STOCK EXCHANGE, INC.",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
