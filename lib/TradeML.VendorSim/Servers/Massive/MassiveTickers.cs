using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>
/// Reference tickers: the living, and with <c>active=false</c> the delisted; of today or of a past day.
/// </summary>
internal sealed class MassiveTickers(ServerContext context)
{
    private sealed record Entry(Security Security, string Ticker, bool Active);

    public void List(VendorRequest request, Reply reply)
    {
        if (MassiveQuery.Read(request, reply) is not { } query) return;
        if (query.Limit(100, 1000, reply) is not { } limit) return;
        if (DayOf(query["date"], request, reply) is not { } day) return;
        var active = query["active"] != "false";
        var matches = Entries(day, request.Now).Where(entry => entry.Active == active
            && query.Passes("ticker", entry.Ticker)
            && query["type"] is null or "" or "CS"
            && query["market"] is null or "" or "stocks"
            && (query["exchange"] is not { Length: > 0 } mic || mic == MicOf(entry.Security.Exchange))
            && (query["search"] is not { Length: > 0 } part
                || entry.Security.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        var columns = new Dictionary<string, Func<Entry, IComparable>>(StringComparer.Ordinal)
        {
            ["ticker"] = entry => entry.Ticker,
            ["name"] = entry => entry.Security.Name,
            ["primary_exchange"] = entry => MicOf(entry.Security.Exchange),
        };
        if (MassiveList.Sorted(matches, query, "ticker", columns, request, reply) is not { } rows) return;
        MassiveList.Write(rows, limit, query, request, reply, (writer, entry) => Write(writer, entry, details: false),
            counted: true);
    }

    public void One(string ticker, VendorRequest request, Reply reply)
    {
        if (DayOf(request.Query("date"), request, reply) is not { } day) return;
        if (Entries(day, request.Now).FirstOrDefault(entry => entry.Ticker == ticker && entry.Active) is not { } found)
        {
            MassiveErrors.NotFound(request, reply, "Ticker not found.");
            return;
        }

        using var writer = reply.Writer();
        reply.Rows = 1;
        writer.WriteStartObject();
        writer.WriteString("request_id", MassiveErrors.IdOf(request));
        writer.WritePropertyName("results");
        Write(writer, found, details: true);
        writer.WriteString("status", "OK");
        writer.WriteEndObject();
    }

    /// <summary>Every security that had been listed by a day, under its ticker of then.</summary>
    private IEnumerable<Entry> Entries(DateOnly day, DateTimeOffset now)
    {
        foreach (var security in context.View.At(now).Securities)
            if (security.Listed <= day)
                yield return new Entry(security, security.SymbolOn(day), security.IsListed(day));
    }

    private DateOnly? DayOf(string? text, VendorRequest request, Reply reply)
    {
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));
        if (text is not { Length: > 0 }) return today;
        if (VendorTime.TryDay(text, out var day)) return day < today ? day : today;
        MassiveErrors.Bad(request, reply, $"Could not parse the time parameter 'date': {text}");
        return null;
    }

    private static void Write(Utf8JsonWriter writer, Entry entry, bool details)
    {
        var security = entry.Security;
        writer.WriteStartObject();
        writer.WriteBoolean("active", entry.Active);
        writer.WriteString("composite_figi", $"BBG{security.Id.ToString("N").ToUpperInvariant()[..9]}");
        writer.WriteString("currency_name", "usd");
        if (!entry.Active && security.Delisted is { } last)
            writer.WriteString("delisted_utc", Midnight(last.AddDays(1)));
        writer.WriteString("last_updated_utc", Midnight(security.Delisted?.AddDays(1) ?? security.Listed));
        writer.WriteString("locale", "us");
        writer.WriteString("market", "stocks");
        writer.WriteString("name", security.Name);
        writer.WriteString("primary_exchange", MicOf(security.Exchange));
        writer.WriteString("ticker", entry.Ticker);
        writer.WriteString("type", "CS");
        if (details)
            writer.WriteString("list_date", security.Listed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static string Midnight(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";

    private static string MicOf(string exchange) =>
        exchange switch { "NYSE" => "XNYS", "NASDAQ" => "XNAS", "AMEX" => "XASE", "ARCA" => "ARCX", _ => "XNYS" };
}
