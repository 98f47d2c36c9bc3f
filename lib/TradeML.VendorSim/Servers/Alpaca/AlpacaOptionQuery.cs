using System.Globalization;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Options;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The checked parameters of a chain request.</summary>
internal sealed record AlpacaOptionQuery(
    int Limit, PageToken? Token, bool? Calls, string? Root, double StrikeFrom, double StrikeTo, DateOnly ExpirationFrom,
    DateOnly ExpirationTo)
{
    /// <summary>Reads the parameters; null when the reply already holds the refusal.</summary>
    public static AlpacaOptionQuery? Read(string underlying, VendorRequest request, Reply reply, bool opra)
    {
        if (!TickerIndex.IsWellFormed(underlying)) return Refuse(reply, $"invalid underlying symbol: {underlying}");
        var feed = request.Query("feed");
        if (feed is not (null or "" or "opra" or "indicative")) return Refuse(reply, $"invalid feed: {feed}");
        if (feed == "opra" && !opra)
        {
            reply.Error(403, "OPRA agreement is not signed");
            return null;
        }

        var limit = 100;
        if (request.Query("limit") is { Length: > 0 } limitText
            && !(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= 1000))
            return Refuse(reply, $"invalid limit: {limitText} (1 to 1000)");
        PageToken? token = null;
        if (request.Query("page_token") is { Length: > 0 } tokenText)
        {
            if (!PageToken.TryDecode(tokenText, out var sent)) return Refuse(reply, "invalid page token");
            token = sent;
        }

        var type = request.Query("type");
        if (type is not (null or "" or "call" or "put")) return Refuse(reply, $"invalid type: {type}");
        var (strikeFrom, strikeTo) = (0.0, double.MaxValue);
        if (!Number(request.Query("strike_price_gte"), ref strikeFrom)
            || !Number(request.Query("strike_price_lte"), ref strikeTo))
            return Refuse(reply, "invalid strike price");
        var (from, to) = (DateOnly.MinValue, DateOnly.MaxValue);
        if (!Day(request.Query("expiration_date_gte"), ref from) || !Day(request.Query("expiration_date_lte"), ref to)
            || !Day(request.Query("expiration_date"), ref from)
            || (request.Query("expiration_date") is { Length: > 0 } && !Day(request.Query("expiration_date"), ref to)))
            return Refuse(reply, "invalid expiration date");
        return new AlpacaOptionQuery(
            limit, token, string.IsNullOrEmpty(type) ? null : type == "call", request.Query("root_symbol"), strikeFrom,
            strikeTo, from, to);
    }

    /// <summary>Whether the request asks for an option.</summary>
    public bool Wants(OptionQuote option) =>
        (Calls is null || option.IsCall == Calls) && (string.IsNullOrEmpty(Root) || option.Root == Root)
        && option.Strike >= StrikeFrom && option.Strike <= StrikeTo && option.Expiration >= ExpirationFrom
        && option.Expiration <= ExpirationTo;

    private static bool Number(string? text, ref double number) =>
        string.IsNullOrEmpty(text)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool Day(string? text, ref DateOnly day) =>
        string.IsNullOrEmpty(text) || VendorTime.TryDay(text, out day);

    private static AlpacaOptionQuery? Refuse(Reply reply, string message)
    {
        reply.Error(400, message);
        return null;
    }
}
