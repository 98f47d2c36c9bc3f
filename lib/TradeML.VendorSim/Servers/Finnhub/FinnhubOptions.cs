using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Options;

namespace TradeML.VendorSim.Servers.Finnhub;

/// <summary>The option chain of an underlying as of the last close, in one answer; volatility in per cent.</summary>
internal sealed class FinnhubOptions(ServerContext context)
{
    private readonly OptionChain chain = new(context.Calendar);

    public void Answer(VendorRequest request, Reply reply)
    {
        if (request.Query("symbol") is not { Length: > 0 } symbol)
        {
            reply.Fail(422, "Missing parameters symbol");
            return;
        }

        var market = context.View.At(request.Now);
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var session = VendorTime.LastClosed(now, context.Calendar);
        var security = market.Tickers.On(symbol, context.Calendar.TradingDayOf(now));
        var options = security is null ? [] : chain.At(market, security.Index, session);
        reply.Rows = options.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteString("code", symbol);
        writer.WriteString("exchange", "US");
        var spot = 0.0;
        if (options.Count > 0)
        {
            var bars = market.Bars(security!.Index);
            spot = bars.Close(bars.LowerBound(session.DayNumber));
            writer.WriteString("lastTradeDate", Day(session));
            writer.WriteNumber("lastTradePrice", spot);
        }

        writer.WriteStartArray("data");
        var close = context.Calendar.Find(session)?.CloseUtc ?? default;
        foreach (var expiration in options.GroupBy(option => option.Expiration))
            WriteExpiration(writer, expiration, spot, session, close);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteExpiration(
        Utf8JsonWriter writer, IGrouping<DateOnly, OptionQuote> expiration, double spot, DateOnly session,
        DateTime close)
    {
        var (calls, puts) = (expiration.Where(option => option.IsCall).ToList(),
            expiration.Where(option => !option.IsCall).ToList());
        var (called, put) = (calls.Sum(option => option.Volume), puts.Sum(option => option.Volume));
        writer.WriteStartObject();
        writer.WriteString("expirationDate", Day(expiration.Key));
        writer.WriteNumber("impliedVolatility",
            Percent(calls.MinBy(option => Math.Abs(option.Strike - spot))!.ImpliedVolatility));
        writer.WriteNumber("putVolume", put);
        writer.WriteNumber("callVolume", called);
        writer.WriteNumber("putCallVolumeRatio", called == 0 ? 0 : Math.Round((double)put / called, 4));
        writer.WriteNumber("putOpenInterest", puts.Sum(option => option.OpenInterest));
        writer.WriteNumber("callOpenInterest", calls.Sum(option => option.OpenInterest));
        writer.WriteNumber("optionsCount", calls.Count + puts.Count);
        writer.WriteStartObject("options");
        foreach (var (name, side) in new[] { ("CALL", calls), ("PUT", puts) })
        {
            writer.WriteStartArray(name);
            foreach (var option in side) WriteContract(writer, option, spot, session, close);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteContract(
        Utf8JsonWriter writer, OptionQuote option, double spot, DateOnly session, DateTime close)
    {
        var intrinsic = Math.Max(0, option.IsCall ? spot - option.Strike : option.Strike - spot);
        var stamp = close.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("contractName", option.Occ);
        writer.WriteString("contractSize", "REGULAR");
        writer.WriteString("contractPeriod", "WEEKLY");
        writer.WriteString("currency", "USD");
        writer.WriteString("type", option.IsCall ? "CALL" : "PUT");
        writer.WriteString("inTheMoney", intrinsic > 0 ? "TRUE" : "FALSE");
        writer.WriteString("lastTradeDateTime", stamp);
        writer.WriteString("expirationDate", Day(option.Expiration));
        writer.WriteNumber("strike", option.Strike);
        writer.WriteNumber("lastPrice", option.Last);
        writer.WriteNumber("bid", option.Bid);
        writer.WriteNumber("ask", option.Ask);
        writer.WriteNumber("change", 0);
        writer.WriteNumber("changePercent", 0);
        writer.WriteNumber("volume", option.Volume);
        writer.WriteNumber("openInterest", option.OpenInterest);
        writer.WriteNumber("impliedVolatility", option.IsIlliquid ? 0 : Percent(option.ImpliedVolatility));
        writer.WriteNumber("delta", Math.Round(option.Delta, 4));
        writer.WriteNumber("gamma", Math.Round(option.Gamma, 4));
        writer.WriteNumber("theta", Math.Round(option.Theta, 4));
        writer.WriteNumber("vega", Math.Round(option.Vega, 4));
        writer.WriteNumber("rho", Math.Round(option.Rho, 4));
        writer.WriteNumber("theoretical", Math.Round(option.Theoretical, 4));
        writer.WriteNumber("intrinsicValue", Math.Round(intrinsic, 2));
        writer.WriteNumber("timeValue", Math.Round(option.Last - intrinsic, 2));
        writer.WriteString("updatedAt", stamp);
        writer.WriteNumber("daysBeforeExpiration", option.Expiration.DayNumber - session.DayNumber);
        writer.WriteEndObject();
    }

    private static double Percent(double volatility) => Math.Round(volatility * 100, 4);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
