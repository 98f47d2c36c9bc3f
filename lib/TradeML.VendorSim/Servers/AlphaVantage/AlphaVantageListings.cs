using System.Text;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>The securities listed, or delisted, as of a day; the delisting date is the day of the last trade.</summary>
internal sealed class AlphaVantageListings(ServerContext context)
{
    private static readonly DateOnly Earliest = new(2010, 1, 1);

    public void Answer(VendorRequest request, Reply reply)
    {
        var latest = VendorTime.LastClosed(request.Now.UtcDateTime, context.Calendar);
        var day = latest;
        var state = request.Query("state") is { Length: > 0 } given ? given : "active";
        if ((request.Query("date") is { Length: > 0 } text && (!VendorTime.TryDay(text, out day) || day <= Earliest))
            || state is not ("active" or "delisted"))
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        if (day > latest) day = latest;
        var rows = 0;
        var lines = new StringBuilder("symbol,name,exchange,assetType,ipoDate,delistingDate,status\r\n");
        foreach (var security in context.View.At(request.Now).Securities)
        {
            if (security.Listed > day || security.IsListed(day) != (state == "active")) continue;
            var exchange = security.Exchange == "AMEX" ? "NYSE MKT" : security.Exchange;
            var name = security.Name.Contains(',', StringComparison.Ordinal) ? $"\"{security.Name}\"" : security.Name;
            var end = state == "active"
                ? "null,Active"
                : $"{AlphaVantageQuery.Text(security.Delisted!.Value)},Delisted";
            lines.Append(security.SymbolOn(day).Replace('.', '-')).Append(',').Append(name).Append(',').Append(exchange)
                .Append(",Stock,")
                .Append(AlphaVantageQuery.Text(security.Listed)).Append(',').Append(end).Append("\r\n");
            rows++;
        }

        reply.Text(200, AlphaVantageQuery.Csv, lines.ToString());
        reply.Rows = rows;
    }
}
