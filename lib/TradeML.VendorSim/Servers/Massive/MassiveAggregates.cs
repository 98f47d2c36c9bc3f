using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Aggregates of one ticker: day and minute bars, adjusted for splits unless told otherwise.</summary>
internal sealed class MassiveAggregates(ServerContext context)
{
    private readonly SessionMinutes minutes = SessionMinutes.Xnys;

    /// <summary>One stretch of a security's rows: bars of its series, or slots of minutes.</summary>
    private readonly record struct Run(int Security, BarSeries Bars, int First, int Count, int Offset);

    public void Answer(
        string ticker, string multiplier, string timespan, string fromText, string toText, VendorRequest request,
        Reply reply)
    {
        if (MassiveQuery.Read(request, reply) is not { } query) return;
        if (multiplier != "1" || timespan is not ("day" or "minute"))
        {
            MassiveErrors.Bad(request, reply, $"This server has 1/day and 1/minute, not {multiplier}/{timespan}");
            return;
        }

        if (MassiveWindow.Read(fromText, toText, context, request, reply) is not { } window) return;
        if (query.Limit(5000, 50_000, reply) is not { } limit) return;
        if (query["sort"] is not (null or "asc" or "desc"))
        {
            MassiveErrors.Bad(request, reply, $"sort must be asc or desc, not {query["sort"]}");
            return;
        }

        var market = context.View.At(request.Now);
        var daily = timespan == "day";
        var visible = query.Token?.Visible ?? window.Visible.DayNumber;
        var runs = Resolve(market, ticker, window, DateOnly.FromDayNumber(visible), daily);
        var total = runs.Sum(run => run.Count);
        var plan = request.Page(total, limit, query.Token, visible, reply);
        var adjusted = query["adjusted"] != "false";
        var json = new JsonBytes(reply.Body);
        json.Raw("{\"ticker\":"u8);
        json.Text(ticker);
        json.Raw(adjusted ? ",\"adjusted\":true"u8 : ",\"adjusted\":false"u8);
        json.Raw(",\"queryCount\":"u8);
        json.Whole(plan.Sent);
        WriteRows(json, runs, plan, query["sort"] == "desc", daily, adjusted ? visible : -1, market, request, reply);
        json.Raw(",\"resultsCount\":"u8);
        json.Whole(reply.Rows);
        json.Raw(",\"count\":"u8);
        json.Whole(reply.Rows);
        json.Raw(window.IsNewest ? ",\"status\":\"DELAYED\""u8 : ",\"status\":\"OK\""u8);
        json.Raw(",\"request_id\":"u8);
        json.Text(MassiveErrors.IdOf(request));
        if (query.NextUrl(plan.Next) is { } next)
        {
            json.Raw(",\"next_url\":"u8);
            json.Text(next);
        }

        json.Raw("}"u8);
    }

    private void WriteRows(
        JsonBytes json, List<Run> runs, PagePlan plan, bool descending, bool daily, int adjustedUpTo,
        MarketSnapshot market, VendorRequest request, Reply reply)
    {
        var reader = new MinuteReader(context.Calendar);
        var revised = request.Has(FaultKind.RevisedBars);
        var at = 0;
        for (var i = 0; i < plan.Sent; i++)
        {
            var row = plan.Row(i);
            if (descending) row = runs[^1].Offset + runs[^1].Count - 1 - row;
            while (row < runs[at].Offset) at--;
            while (row >= runs[at].Offset + runs[at].Count) at++;
            var run = runs[at];
            if (!daily && !reader.Seek(market, run.Security, run.First + row - run.Offset, oneVenue: false, revised))
                continue;
            json.Raw(reply.Rows == 0 ? ",\"results\":[{"u8 : ",{"u8);
            if (daily)
            {
                var bar = DailyBar.Of(run.Bars, row - run.Offset);
                if (revised) bar = bar.Revised();
                var stamp = context.Calendar.MidnightUtc(DateOnly.FromDayNumber(bar.Day));
                MassiveBar.Write(json, Adjust(bar, run.Security, bar.Day, adjustedUpTo, market), stamp,
                    whole: bar.Day % 23 != 0, exponent: bar.Day % 5 == 0);
            }
            else
            {
                var (day, m) = (reader.Day, reader.Minute);
                var bar = new DailyBar(0, day.Open[m], day.High[m], day.Low[m], day.Close[m], day.Vwap[m],
                    day.Volume[m], day.Trades[m]);
                bar = Adjust(bar, run.Security, context.Calendar[reader.Session].Date.DayNumber, adjustedUpTo, market);
                MassiveBar.Write(json, bar, reader.Utc, whole: true, exponent: false);
            }

            json.Raw("}"u8);
            reply.Rows++;
        }

        if (reply.Rows > 0) json.Raw("]"u8);
    }

    private static DailyBar Adjust(in DailyBar bar, int security, int day, int adjustedUpTo, MarketSnapshot market)
    {
        if (adjustedUpTo < 0) return bar;
        var split = market.Factors.Split(security, day, adjustedUpTo);
        return bar.Adjusted(split, split);
    }

    /// <summary>A ticker of today has the security's whole history, a dead one what was traded under it.</summary>
    private List<Run> Resolve(MarketSnapshot market, string ticker, MassiveWindow window, DateOnly visible, bool daily)
    {
        var runs = new List<Run>();
        if (market.Tickers.On(ticker, window.Today) is { } current)
        {
            Add(current, current.Listed, current.Delisted ?? DateOnly.MaxValue);
        }
        else
        {
            foreach (var (security, name) in market.Tickers.Owners(ticker))
                Add(security, name.First, name.Last ?? DateOnly.MaxValue);
        }

        return runs;

        void Add(Security security, DateOnly first, DateOnly last)
        {
            if (last > visible) last = visible;
            var offset = runs.Count == 0 ? 0 : runs[^1].Offset + runs[^1].Count;
            if (daily)
            {
                var (from, to) = (first > window.First ? first : window.First, last < window.Last ? last : window.Last);
                if (from > to) return;
                var bars = market.Bars(security.Index).Between(from, to);
                if (bars.Count > 0) runs.Add(new Run(security.Index, bars, 0, bars.Count, offset));
                return;
            }

            var start = Math.Max(minutes.Before(window.StartUtc),
                minutes.Before(first > security.Listed ? first : security.Listed));
            var end = Math.Min(minutes.Before(window.EndUtc.AddTicks(1)), minutes.Before(last.AddDays(1)));
            if (start < end) runs.Add(new Run(security.Index, default, start, end - start, offset));
        }
    }
}
