using System.Globalization;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The checked parameters of a bars request.</summary>
internal sealed record AlpacaBarQuery
{
    private const int DefaultLimit = 1000;
    private const int MaxLimit = 10_000;

    public required string[] Symbols { get; init; }

    /// <summary>First day whose bar is wanted.</summary>
    public DateOnly First { get; init; }

    /// <summary>Last day whose bar is wanted and exists.</summary>
    public DateOnly Last { get; init; }

    public int Limit { get; init; }

    public bool Descending { get; init; }

    public string Adjustment { get; init; } = "raw";

    public string Feed { get; init; } = "sip";

    public string? Currency { get; init; }

    /// <summary>Day at which tickers are resolved; null turns mapping off.</summary>
    public DateOnly? AsOf { get; init; }

    public PageToken? Token { get; init; }

    /// <summary>Whether minute bars are wanted, not daily ones.</summary>
    public bool IsMinutes { get; init; }

    /// <summary>First instant at which a minute bar may begin.</summary>
    public DateTime StartUtc { get; init; }

    /// <summary>Last instant at which a minute bar may begin.</summary>
    public DateTime EndUtc { get; init; }

    /// <summary>
    /// Up to where bars exist: the day number of the last closed session, or for minute bars the full minutes since
    /// 1970.
    /// </summary>
    public int Visible { get; init; }

    /// <summary>Up to where minute bars exist: those that have ended by it.</summary>
    public DateTime VisibleUtc => DateTime.UnixEpoch.AddMinutes(Visible);

    /// <summary>Factors on prices of a day for splits and for dividends, as the adjustment asks.</summary>
    public (double Split, double Dividend) FactorsOf(AdjustmentFactors factors, int security, int day)
    {
        if (Adjustment == "raw") return (1, 1);
        var visible = IsMinutes ? DateOnly.FromDateTime(VisibleUtc).DayNumber : Visible;
        return (
            Adjustment == "dividend" ? 1 : factors.Split(security, day, visible),
            Adjustment == "split" ? 1 : factors.Dividend(security, day, visible));
    }

    /// <summary>Reads the parameters; null when the reply already holds the refusal.</summary>
    public static AlpacaBarQuery? Read(VendorRequest request, Reply reply, ExchangeCalendar calendar, bool realTime)
    {
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var newest = realTime ? now : now.AddMinutes(-15);
        if (request.Symbols.Length == 0) return Refuse(reply, "symbols parameter is required");
        foreach (var symbol in request.Symbols)
            if (!TickerIndex.IsWellFormed(symbol)) return Refuse(reply, $"invalid symbol: {symbol}");
        if (request.Query("timeframe") is not { } timeframe) return Refuse(reply, "timeframe parameter is required");
        var isMinutes = timeframe is "1Min" or "1T";
        if (!isMinutes && timeframe is not ("1Day" or "1D"))
            return Refuse(reply, $"invalid timeframe: {timeframe} (this server has 1Day and 1Min)");
        var start = calendar.MidnightUtc(calendar.TradingDayOf(now));
        if (request.Query("start") is { Length: > 0 } startText
            && !VendorTime.TryInstant(startText, calendar, out start))
            return Refuse(reply,
                $"Invalid format for parameter start: error parsing '{startText}' as RFC3339 or 2006-01-02 time");
        var end = newest;
        if (request.Query("end") is { Length: > 0 } endText && !VendorTime.TryInstant(endText, calendar, out end))
            return Refuse(reply,
                $"Invalid format for parameter end: error parsing '{endText}' as RFC3339 or 2006-01-02 time");
        if (request.Query("end") is { Length: > 0 } && end < start)
            return Refuse(reply, "end should not be before start");
        var limit = DefaultLimit;
        if (request.Query("limit") is { Length: > 0 } limitText
            && !(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= MaxLimit))
            return Refuse(reply, $"invalid limit: {limitText} (1 to {MaxLimit})");
        var sort = request.Query("sort") ?? "asc";
        if (sort is not ("asc" or "desc")) return Refuse(reply, $"invalid sort: {sort}");
        var adjustment = request.Query("adjustment") ?? "raw";
        if (adjustment is not ("raw" or "split" or "dividend" or "all" or "split,dividend" or "dividend,split"))
            return Refuse(reply, $"invalid adjustment: {adjustment}");
        var feed = request.Query("feed") ?? "sip";
        if (feed is not ("sip" or "iex" or "boats" or "otc")) return Refuse(reply, $"invalid feed: {feed}");
        var currency = request.Query("currency");
        if (currency is not (null or "USD")) return Refuse(reply, $"invalid currency: {currency}");
        if (feed == "sip" && !realTime && end > newest)
        {
            reply.Error(403, "subscription does not permit querying recent SIP data");
            return null;
        }

        DateOnly? asOf = calendar.TradingDayOf(now);
        if (request.Query("asof") is { Length: > 0 } asOfText)
        {
            if (asOfText == "-") asOf = null;
            else if (VendorTime.TryDay(asOfText, out var day)) asOf = day;
            else
                return Refuse(reply,
                    $"Invalid format for parameter asof: error parsing '{asOfText}' as 2006-01-02 time");
        }

        PageToken? token = null;
        if (request.Query("page_token") is { Length: > 0 } tokenText)
        {
            if (!PageToken.TryDecode(tokenText, out var sent)) return Refuse(reply, "invalid page token");
            token = sent;
        }

        var visible = token?.Visible
            ?? (isMinutes ? VendorTime.Minute(newest) : VendorTime.LastClosed(newest, calendar).DayNumber);
        var last = calendar.TradingDayOf(end);
        return new AlpacaBarQuery
        {
            Symbols = [.. request.Symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            First = VendorTime.FirstMidnightFrom(start, calendar),
            Last = isMinutes || last.DayNumber < visible ? last : DateOnly.FromDayNumber(visible),
            IsMinutes = isMinutes,
            StartUtc = start,
            EndUtc = end,
            Limit = limit,
            Descending = sort == "desc",
            Adjustment = adjustment,
            Feed = feed,
            Currency = currency,
            AsOf = asOf,
            Token = token,
            Visible = visible,
        };
    }

    private static AlpacaBarQuery? Refuse(Reply reply, string message)
    {
        reply.Error(400, message);
        return null;
    }
}
