using System.Globalization;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>Corporate actions, filtered and ordered by process date.</summary>
internal sealed class AlpacaActions(ServerContext context)
{
    private static readonly string[] Types =
    [
        "reverse_split", "forward_split", "unit_split", "cash_dividend", "stock_dividend", "spin_off", "cash_merger",
        "stock_merger",
        "stock_and_cash_merger", "redemption", "name_change", "worthless_removal", "rights_distribution",
        "partial_call", "reorganization",
    ];

    public void Answer(VendorRequest request, Reply reply)
    {
        var market = context.View.At(request.Now);
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));
        if (Filter(market, request, reply, today) is not { } found) return;
        var limit = 100;
        if (request.Query("limit") is { Length: > 0 } limitText
            && !(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                && limit is >= 1 and <= 1000))
        {
            reply.Error(400, $"invalid limit: {limitText} (1 to 1000)");
            return;
        }

        PageToken? token = null;
        if (request.Query("page_token") is { Length: > 0 } tokenText)
        {
            if (!PageToken.TryDecode(tokenText, out var sent))
            {
                reply.Error(400, "invalid page token");
                return;
            }

            token = sent;
        }

        var plan = request.Page(found.Count, limit, token, today.DayNumber, reply);
        reply.Rows = plan.Sent;
        reply.ContentFaultDone = true;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartObject("corporate_actions");
        var page = Enumerable.Range(0, plan.Sent).Select(i => found[plan.Row(i)])
            .GroupBy(action => TypeOf(action.Kind));
        foreach (var group in page.OrderBy(group => Array.IndexOf(Types, group.Key)))
        {
            writer.WriteStartArray($"{group.Key}s");
            foreach (var action in group)
                AlpacaActionWriter.Write(writer, action, SymbolOf(market, action, today), request.Fault);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        if (request.Has(FaultKind.UnknownFields)) writer.WriteString("server_note", "field nobody documented");
        writer.WriteString("next_page_token", plan.Next);
        writer.WriteEndObject();
    }

    private static List<CorporateAction>? Filter(
        MarketSnapshot market, VendorRequest request, Reply reply, DateOnly today)
    {
        var symbols = request.Symbols.ToHashSet(StringComparer.Ordinal);
        var cusips = Listed(request.Query("cusips"));
        var types = Listed(request.Query("types"));
        var ids = Listed(request.Query("ids"));
        if (ids.Count > 0
            && (symbols.Count > 0 || cusips.Count > 0 || types.Count > 0 || request.Query("start") is not null
                || request.Query("end") is not null))
            return Refuse(reply, "ids cannot be combined with other filters");
        foreach (var symbol in symbols)
            if (!TickerIndex.IsWellFormed(symbol)) return Refuse(reply, $"invalid symbol: {symbol}");
        foreach (var type in types)
            if (Array.IndexOf(Types, type) < 0) return Refuse(reply, $"invalid type: {type}");
        var sort = request.Query("sort") ?? "asc";
        if (sort is not ("asc" or "desc")) return Refuse(reply, $"invalid sort: {sort}");
        var region = request.Query("region") ?? "us";
        if (region is not ("us" or "non_us" or "all")) return Refuse(reply, $"invalid region: {region}");
        var (start, end) = (today, today);
        if (request.Query("start") is { Length: > 0 } startText && !VendorTime.TryDay(startText, out start))
            return Refuse(reply, $"Invalid format for parameter start: error parsing '{startText}' as 2006-01-02 time");
        if (request.Query("end") is { Length: > 0 } endText && !VendorTime.TryDay(endText, out end))
            return Refuse(reply, $"Invalid format for parameter end: error parsing '{endText}' as 2006-01-02 time");
        if (end < start) return Refuse(reply, "end should not be before start");
        var known = today.AddDays(VendorTime.AnnouncedDays);
        var found = market.CorporateActions.Where(action => region != "non_us" && action.ExDate <= known
            && (ids.Count > 0
                ? ids.Contains(action.Id.ToString())
                : action.ProcessDate >= start && action.ProcessDate <= end
                    && (symbols.Count == 0 || symbols.Contains(SymbolOf(market, action, today))
                        || (action.NewSymbol is { } renamed && symbols.Contains(renamed)))
                    && (cusips.Count == 0 || cusips.Contains(AlpacaActionWriter.Cusip(action.SecurityIndex)))
                    && (types.Count == 0 || types.Contains(TypeOf(action.Kind))))).ToList();
        if (sort == "desc") found.Reverse();
        return found;
    }

    /// <summary>
    /// History goes under the newest ticker, as the bars do; only a name change shows the one before.
    /// </summary>
    private static string SymbolOf(MarketSnapshot market, CorporateAction action, DateOnly today) =>
        action.Kind == CorporateActionKind.NameChange
            ? action.Symbol
            : market.Securities[action.SecurityIndex].SymbolOn(today);

    private static HashSet<string> Listed(string? text) =>
        text is null
            ? []
            : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToHashSet(StringComparer.Ordinal);

    private static List<CorporateAction>? Refuse(Reply reply, string message)
    {
        reply.Error(400, message);
        return null;
    }

    private static string TypeOf(CorporateActionKind kind) => kind switch
    {
        CorporateActionKind.ForwardSplit => "forward_split",
        CorporateActionKind.ReverseSplit => "reverse_split",
        CorporateActionKind.CashDividend => "cash_dividend",
        CorporateActionKind.NameChange => "name_change",
        CorporateActionKind.CashMerger => "cash_merger",
        _ => "worthless_removal",
    };
}
