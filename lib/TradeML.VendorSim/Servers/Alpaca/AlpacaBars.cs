using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The daily bars of one or many symbols.</summary>
internal sealed class AlpacaBars
{
    private static readonly JsonEncodedText T = JsonEncodedText.Encode("t"), O = JsonEncodedText.Encode("o"),
        H = JsonEncodedText.Encode("h"),
        L = JsonEncodedText.Encode("l"), C = JsonEncodedText.Encode("c"), V = JsonEncodedText.Encode("v"),
        N = JsonEncodedText.Encode("n"),
        Vw = JsonEncodedText.Encode("vw");

    private readonly ServerContext context;
    private readonly AlpacaMinutes minutes;
    private readonly int firstDay;
    private readonly JsonEncodedText[] stamps;

    public AlpacaBars(ServerContext context)
    {
        this.context = context;
        minutes = new AlpacaMinutes(context.Calendar);
        var (market, calendar) = (context.View, context.Calendar);
        firstDay = market.FirstDay.DayNumber;
        stamps = new JsonEncodedText[market.LastDay.DayNumber - firstDay + 1];
        for (var i = 0; i < stamps.Length; i++)
        {
            var midnight = calendar.MidnightUtc(DateOnly.FromDayNumber(firstDay + i));
            stamps[i] = JsonEncodedText.Encode(midnight.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        }
    }

    public void Answer(VendorRequest request, Reply reply, bool single)
    {
        if (AlpacaBarQuery.Read(request, reply, context.Calendar, context.Options.RealTimeData) is not { } query)
            return;
        var market = context.View.At(request.Now);
        if (query.IsMinutes)
        {
            minutes.Answer(query, market, request, reply, single);
            return;
        }

        var series = new List<(string Symbol, int Security, BarSeries Bars, int Offset)>();
        var total = 0;
        foreach (var symbol in query.Symbols)
        {
            foreach (var (security, bars) in Resolve(market, symbol, query))
            {
                series.Add((symbol, security, bars, total));
                total += bars.Count;
            }
        }

        var plan = request.Page(total, query.Limit, query.Token, query.Visible, reply);
        reply.Rows = plan.Sent;
        reply.ContentFaultDone = true;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        if (single) writer.WriteString("symbol", query.Symbols[0]);
        if (single && plan.Sent == 0) writer.WriteNull("bars");
        else WriteBars(writer, market.Factors, series, plan, query, request.Fault, single);
        if (query.Currency is { } currency) writer.WriteString("currency", currency);
        if (request.Has(FaultKind.UnknownFields)) writer.WriteString("server_note", "field nobody documented");
        writer.WriteString("next_page_token", plan.Next);
        writer.WriteEndObject();
    }

    private static IEnumerable<(int Security, BarSeries Bars)> Resolve(
        MarketSnapshot market, string symbol, AlpacaBarQuery query)
    {
        if (query.Feed is "boats" or "otc" || query.Last < query.First) yield break;
        if (query.AsOf is { } asOf)
        {
            if (market.Tickers.On(symbol, asOf) is { } security)
                yield return (security.Index, market.Bars(security.Index).Between(query.First, query.Last));
            yield break;
        }

        foreach (var (security, ticker) in market.Tickers.Owners(symbol))
        {
            var first = ticker.First > query.First ? ticker.First : query.First;
            var last = ticker.Last is { } end && end < query.Last ? end : query.Last;
            if (first <= last) yield return (security.Index, market.Bars(security.Index).Between(first, last));
        }
    }

    private void WriteBars(
        Utf8JsonWriter writer, AdjustmentFactors factors,
        List<(string Symbol, int Security, BarSeries Bars, int Offset)> series, PagePlan plan,
        AlpacaBarQuery query, Fault? fault, bool single)
    {
        if (single) writer.WriteStartArray("bars");
        else writer.WriteStartObject("bars");
        string? open = null;
        var at = 0;
        var odd = plan.Sent == 0 ? -1 : fault?.Kind == FaultKind.AbsurdPrices ? fault.Variation % plan.Sent : -1;
        for (var i = 0; i < plan.Sent; i++)
        {
            var row = plan.Row(i);
            while (row < series[at].Offset) at--;
            while (row >= series[at].Offset + series[at].Bars.Count) at++;
            var (symbol, security, bars, offset) = series[at];
            if (!single && symbol != open)
            {
                if (open is not null) writer.WriteEndArray();
                writer.WriteStartArray(symbol);
                open = symbol;
            }

            var index = query.Descending ? bars.Count - 1 - (row - offset) : row - offset;
            WriteBar(writer, Bar(bars, index, query, factors, security), fault, i == odd);
        }

        if (open is not null) writer.WriteEndArray();
        if (single) writer.WriteEndArray();
        else writer.WriteEndObject();
    }

    private static DailyBar Bar(BarSeries bars, int i, AlpacaBarQuery query, AdjustmentFactors factors, int security)
    {
        var bar = DailyBar.Of(bars, i);
        if (query.Feed == "iex") bar = bar.OnIex();
        if (query.Adjustment == "raw") return bar;
        var (split, dividend) = query.FactorsOf(factors, security, bar.Day);
        return bar.Adjusted(split * dividend, split);
    }

    private void WriteBar(Utf8JsonWriter writer, DailyBar bar, Fault? fault, bool absurd)
    {
        if (fault?.Kind == FaultKind.RevisedBars) bar = bar.Revised();
        writer.WriteStartObject();
        writer.WriteString(T, stamps[bar.Day - firstDay]);
        if (absurd)
        {
            switch (fault!.Variation / 7 % 4)
            {
                case 0: writer.WriteString(O, "NaN"); break;
                case 1: writer.WriteNumber(O, -bar.Open); break;
                case 2: writer.WriteNumber(O, 0); break;
                default: writer.WriteNumber(O, 1e9); break;
            }
        }
        else
        {
            writer.WriteNumber(O, bar.Open);
        }

        writer.WriteNumber(H, bar.High);
        writer.WriteNumber(L, bar.Low);
        writer.WriteNumber(C, bar.Close);
        writer.WriteNumber(V, bar.Volume);
        writer.WriteNumber(N, bar.Trades);
        writer.WriteNumber(Vw, bar.Vwap);
        if (fault?.Kind == FaultKind.UnknownFields) writer.WriteString("xq", "field nobody documented");
        writer.WriteEndObject();
    }
}
