using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Options;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>Snapshots of an underlying's option chain as of the last close: there is no history.</summary>
internal sealed class AlpacaOptions(ServerContext context)
{
    private readonly OptionChain chain = new(context.Calendar);

    public void Answer(string underlying, VendorRequest request, Reply reply)
    {
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        if (AlpacaOptionQuery.Read(underlying, request, reply,
            context.PlanOf(request.Vendor).Allows("opra")) is not { } query) return;
        var market = context.View.At(request.Now);
        var session = query.Token is { } token
            ? DateOnly.FromDayNumber(token.Visible)
            : VendorTime.LastClosed(now, context.Calendar);
        var security = market.Tickers.On(underlying, context.Calendar.TradingDayOf(now));
        var found = security is null
            ? []
            : chain.At(market, security.Index, session).Where(query.Wants)
                .OrderBy(option => option.Occ, StringComparer.Ordinal).ToList();
        var plan = request.Page(found.Count, query.Limit, query.Token, session.DayNumber, reply);
        reply.Rows = plan.Sent;
        var stamp = (context.Calendar.Find(session)?.CloseUtc ?? default)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var midnight = context.Calendar.MidnightUtc(session)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartObject("snapshots");
        for (var i = 0; i < plan.Sent; i++) Write(writer, found[plan.Row(i)], stamp, midnight);
        writer.WriteEndObject();
        writer.WriteString("next_page_token", plan.Next);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, OptionQuote option, string stamp, string midnight)
    {
        writer.WriteStartObject(option.Occ);
        if (option.Volume > 0)
        {
            writer.WriteStartObject("dailyBar");
            writer.WriteString("t", midnight);
            writer.WriteNumber("o", option.Last);
            writer.WriteNumber("h", Math.Max(option.Last, option.Ask));
            writer.WriteNumber("l", Math.Min(option.Last, Math.Max(option.Bid, 0.01)));
            writer.WriteNumber("c", option.Last);
            writer.WriteNumber("v", option.Volume);
            writer.WriteNumber("n", 1 + (option.Volume / 4));
            writer.WriteNumber("vw", option.Last);
            writer.WriteEndObject();
        }

        if (!option.IsIlliquid)
        {
            writer.WriteStartObject("greeks");
            writer.WriteNumber("delta", Math.Round(option.Delta, 6));
            writer.WriteNumber("gamma", Math.Round(option.Gamma, 6));
            writer.WriteNumber("rho", Math.Round(option.Rho, 6));
            writer.WriteNumber("theta", Math.Round(option.Theta, 6));
            writer.WriteNumber("vega", Math.Round(option.Vega, 6));
            writer.WriteEndObject();
            writer.WriteNumber("impliedVolatility", option.ImpliedVolatility);
        }

        writer.WriteStartObject("latestQuote");
        writer.WriteNumber("ap", option.Ask);
        writer.WriteNumber("as", option.AskSize);
        writer.WriteString("ax", "C");
        writer.WriteNumber("bp", option.Bid);
        writer.WriteNumber("bs", option.BidSize);
        writer.WriteString("bx", "C");
        writer.WriteString("c", " ");
        writer.WriteString("t", stamp);
        writer.WriteEndObject();
        if (option.Volume > 0)
        {
            writer.WriteStartObject("latestTrade");
            writer.WriteString("c", "I");
            writer.WriteNumber("p", option.Last);
            writer.WriteNumber("s", 1);
            writer.WriteString("t", stamp);
            writer.WriteString("x", "C");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
