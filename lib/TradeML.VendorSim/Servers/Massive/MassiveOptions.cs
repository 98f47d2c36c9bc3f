using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Options;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>The option chain of an underlying as of the last close, page by page.</summary>
internal sealed class MassiveOptions(ServerContext context)
{
    private readonly OptionChain chain = new(context.Calendar);

    public void Answer(string underlying, VendorRequest request, Reply reply)
    {
        if (MassiveQuery.Read(request, reply) is not { } query) return;
        if (query.Limit(10, 250, reply) is not { } limit) return;
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var market = context.View.At(request.Now);
        var session = query.Token is { } token
            ? DateOnly.FromDayNumber(token.Visible)
            : VendorTime.LastClosed(now, context.Calendar);
        var security = market.Tickers.On(underlying, context.Calendar.TradingDayOf(now));
        var options = security is null ? [] : chain.At(market, security.Index, session);
        var columns = new Dictionary<string, Func<OptionQuote, IComparable>>(StringComparer.Ordinal)
        {
            ["ticker"] = option => option.Occ,
            ["expiration_date"] = option => option.Expiration,
            ["strike_price"] = option => option.Strike,
        };
        var found = options
            .Where(option =>
                query.Passes("strike_price", option.Strike) && query.Passes("expiration_date", Day(option.Expiration))
            && query["contract_type"] is var type && (string.IsNullOrEmpty(type) || type == TypeOf(option)));
        if (MassiveList.Sorted(found, query, "ticker", columns, request, reply) is not { } rows) return;
        var bars = security is null ? default : market.Bars(security.Index);
        var spot = rows.Count == 0 ? 0 : bars.Close(bars.LowerBound(session.DayNumber));
        var close = context.Calendar.Find(session)?.CloseUtc ?? default;
        MassiveList.Write(
            rows, limit, query, request, reply, (writer, option) => Write(writer, option, underlying, spot, close),
            visible: session.DayNumber);
    }

    private static void Write(Utf8JsonWriter writer, OptionQuote option, string underlying, double spot, DateTime close)
    {
        var nanoseconds = (close - DateTime.UnixEpoch).Ticks * 100;
        writer.WriteStartObject();
        writer.WriteNumber("break_even_price", Math.Round(option.Strike + ((option.IsCall ? 1 : -1) * option.Last), 4));
        writer.WriteStartObject("day");
        if (option.Volume > 0)
        {
            writer.WriteNumber("close", option.Last);
            writer.WriteNumber("high", Math.Max(option.Last, option.Ask));
            writer.WriteNumber("last_updated", nanoseconds);
            writer.WriteNumber("low", Math.Min(option.Last, Math.Max(option.Bid, 0.01)));
            writer.WriteNumber("open", option.Last);
            writer.WriteNumber("volume", option.Volume);
            writer.WriteNumber("vwap", option.Last);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("details");
        writer.WriteString("contract_type", TypeOf(option));
        writer.WriteString("exercise_style", "american");
        writer.WriteString("expiration_date", Day(option.Expiration));
        writer.WriteNumber("shares_per_contract", 100);
        writer.WriteNumber("strike_price", option.Strike);
        writer.WriteString("ticker", $"O:{option.Occ}");
        writer.WriteEndObject();
        writer.WriteStartObject("greeks");
        if (!option.IsIlliquid)
        {
            writer.WriteNumber("delta", option.Delta);
            writer.WriteNumber("gamma", option.Gamma);
            writer.WriteNumber("theta", option.Theta);
            writer.WriteNumber("vega", option.Vega);
        }

        writer.WriteEndObject();
        if (!option.IsIlliquid) writer.WriteNumber("implied_volatility", option.ImpliedVolatility);
        writer.WriteStartObject("last_quote");
        writer.WriteNumber("ask", option.Ask);
        writer.WriteNumber("ask_size", option.AskSize);
        writer.WriteNumber("bid", option.Bid);
        writer.WriteNumber("bid_size", option.BidSize);
        writer.WriteNumber("last_updated", nanoseconds);
        writer.WriteNumber("midpoint", Math.Round((option.Bid + option.Ask) / 2, 4));
        writer.WriteString("timeframe", "DELAYED");
        writer.WriteEndObject();
        writer.WriteNumber("open_interest", option.OpenInterest);
        writer.WriteStartObject("underlying_asset");
        writer.WriteString("ticker", underlying);
        writer.WriteNumber("price", spot);
        writer.WriteNumber("change_to_break_even",
            Math.Round(option.Strike + ((option.IsCall ? 1 : -1) * option.Last) - spot, 4));
        writer.WriteString("timeframe", "DELAYED");
        writer.WriteNumber("last_updated", nanoseconds);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string TypeOf(OptionQuote option) => option.IsCall ? "call" : "put";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
