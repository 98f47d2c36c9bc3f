using System.Globalization;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Sec;

/// <summary>The tables of today's tickers. Delisted companies have left them.</summary>
internal sealed class SecTickers(ServerContext context)
{
    public void Objects(VendorRequest request, Reply reply)
    {
        using var writer = reply.Writer();
        writer.WriteStartObject();
        foreach (var (security, ticker) in Current(request))
        {
            writer.WriteStartObject(reply.Rows++.ToString(CultureInfo.InvariantCulture));
            writer.WriteNumber("cik_str", context.Companies.CikOf(security.Index));
            writer.WriteString("ticker", ticker);
            writer.WriteString("title", security.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public void Table(VendorRequest request, Reply reply)
    {
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartArray("fields");
        foreach (var field in new[] { "cik", "name", "ticker", "exchange" }) writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteStartArray("data");
        foreach (var (security, ticker) in Current(request))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(context.Companies.CikOf(security.Index));
            writer.WriteStringValue(security.Name);
            writer.WriteStringValue(ticker);
            if (Exchange(security) is { } exchange) writer.WriteStringValue(exchange);
            else writer.WriteNullValue();
            writer.WriteEndArray();
            reply.Rows++;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The exchange as EDGAR spells it; it knows no name for the smallest.</summary>
    public static string? Exchange(Security security) =>
        security.Exchange switch { "NYSE" => "NYSE", "NASDAQ" => "Nasdaq", _ => null };

    private IEnumerable<(Security Security, string Ticker)> Current(VendorRequest request)
    {
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));
        foreach (var security in context.View.At(request.Now).Securities)
            if (security.IsListed(today)) yield return (security, security.SymbolOn(today).Replace('.', '-'));
    }
}
