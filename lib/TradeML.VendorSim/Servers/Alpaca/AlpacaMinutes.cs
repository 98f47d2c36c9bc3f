using TradeML.Core.Time;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The minute bars of one or many symbols, made session by session as they are sent.</summary>
internal sealed class AlpacaMinutes(ExchangeCalendar calendar)
{
    private readonly SessionMinutes minutes = SessionMinutes.Xnys;

    /// <summary>
    /// Minutes of one symbol that lie one after the other: slots and where they stand in the whole answer.
    /// </summary>
    private readonly record struct Run(string Symbol, int Security, int FirstSlot, int Count, int Offset);

    public void Answer(AlpacaBarQuery query, MarketSnapshot market, VendorRequest request, Reply reply, bool single)
    {
        var runs = new List<Run>();
        var total = 0;
        foreach (var symbol in query.Symbols)
        {
            foreach (var (security, first, end) in Resolve(market, symbol, query))
            {
                runs.Add(new Run(symbol, security, first, end - first, total));
                total += end - first;
            }
        }

        // A page is cut by minutes of trading, with or without a bar: it may hold fewer rows than its limit, and only
        // the token says whether it goes on.
        var plan = request.Page(total, query.Limit, query.Token, query.Visible, reply);
        var json = new JsonBytes(reply.Body);
        json.Raw("{"u8);
        if (single)
        {
            json.Raw("\"symbol\":"u8);
            json.Text(query.Symbols[0]);
            json.Raw(","u8);
        }

        json.Raw("\"bars\":"u8);
        WriteBars(json, runs, plan, query, market, request, reply, single);
        json.Raw(",\"next_page_token\":"u8);
        if (plan.Next is null) json.Raw("null"u8);
        else json.Text(plan.Next);
        json.Raw("}"u8);
    }

    private void WriteBars(
        JsonBytes json, List<Run> runs, PagePlan plan, AlpacaBarQuery query, MarketSnapshot market,
        VendorRequest request, Reply reply, bool single)
    {
        var reader = new MinuteReader(calendar);
        var (iex, revised, adjusted) = (query.Feed == "iex", request.Has(FaultKind.RevisedBars),
            query.Adjustment != "raw");
        string? open = null;
        var at = 0;
        for (var i = 0; i < plan.Sent; i++)
        {
            var row = plan.Row(i);
            while (row < runs[at].Offset) at--;
            while (row >= runs[at].Offset + runs[at].Count) at++;
            var run = runs[at];
            var slot = run.FirstSlot + (query.Descending ? run.Count - 1 - (row - run.Offset) : row - run.Offset);
            if (!reader.Seek(market, run.Security, slot, iex, revised)) continue;
            if (run.Symbol != open)
            {
                if (!single)
                {
                    json.Raw(open is null ? "{"u8 : "],"u8);
                    json.Text(run.Symbol);
                    json.Raw(":"u8);
                }

                json.Raw("["u8);
                open = run.Symbol;
            }
            else
            {
                json.Raw(","u8);
            }

            var (split, dividend) = adjusted
                ? query.FactorsOf(market.Factors, run.Security, calendar[reader.Session].Date.DayNumber)
                : (1.0, 1.0);
            Write(json, reader, split, split * dividend);
            reply.Rows++;
        }

        json.Raw(
            (open, single) switch
            {
                (null, true) => "null"u8,
                (null, false) => "{}"u8,
                (_, true) => "]"u8,
                _ => "]}"u8
            });
    }

    private static void Write(JsonBytes json, MinuteReader reader, double split, double price)
    {
        var (day, m) = (reader.Day, reader.Minute);
        json.Raw("{\"t\":"u8);
        json.Stamp(reader.Utc);
        json.Raw(",\"o\":"u8);
        json.Price(Scaled(day.Open[m], price));
        json.Raw(",\"h\":"u8);
        json.Price(Scaled(day.High[m], price));
        json.Raw(",\"l\":"u8);
        json.Price(Scaled(day.Low[m], price));
        json.Raw(",\"c\":"u8);
        json.Price(Scaled(day.Close[m], price));
        json.Raw(",\"v\":"u8);
        json.Whole(split == 1 ? day.Volume[m] : (long)Math.Round(day.Volume[m] / split));
        json.Raw(",\"n\":"u8);
        json.Whole(day.Trades[m]);
        json.Raw(",\"vw\":"u8);
        json.Price(Scaled(day.Vwap[m], price));
        json.Raw("}"u8);
    }

    private static double Scaled(double price, double factor) => factor == 1 ? price : Math.Round(price * factor, 4);

    private IEnumerable<(int Security, int First, int End)> Resolve(
        MarketSnapshot market, string symbol, AlpacaBarQuery query)
    {
        if (query.Feed is "boats" or "otc") yield break;
        if (query.AsOf is { } asOf)
        {
            if (market.Tickers.On(symbol, asOf) is { } security
                && Clip(security, security.Listed, DateOnly.MaxValue, query) is { } whole) yield return whole;
            yield break;
        }

        foreach (var (security, ticker) in market.Tickers.Owners(symbol))
            if (Clip(security, ticker.First, ticker.Last ?? DateOnly.MaxValue, query) is { } part) yield return part;
    }

    /// <summary>The slots of the window on which a security was listed and bore a name.</summary>
    private (int Security, int First, int End)? Clip(
        Security security, DateOnly first, DateOnly last, AlpacaBarQuery query)
    {
        if (first < security.Listed) first = security.Listed;
        if (security.Delisted is { } delisted && delisted < last) last = delisted;
        var from = Math.Max(minutes.Before(query.StartUtc), minutes.Before(first));
        var end = Math.Min(minutes.Before(query.EndUtc.AddTicks(1)),
            minutes.Before(query.VisibleUtc.AddMinutes(-1).AddTicks(1)));
        if (last < DateOnly.MaxValue) end = Math.Min(end, minutes.Before(last.AddDays(1)));
        return from < end ? (security.Index, from, end) : null;
    }
}
