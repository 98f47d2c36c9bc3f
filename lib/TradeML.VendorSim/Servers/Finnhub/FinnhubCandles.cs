using System.Globalization;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Servers.Finnhub;

/// <summary>
/// Candles as parallel arrays: of minutes as traded, at most a month from the window's start; of days, weeks and months
/// adjusted for splits and stamped 00:00 UTC of their first day.
/// </summary>
internal sealed class FinnhubCandles(ServerContext context)
{
    private const int IntradayDays = 31;

    private static readonly Dictionary<string, int> MinutesOf = new(StringComparer.Ordinal)
    {
        ["1"] = 1, ["5"] = 5,
        ["15"] = 15, ["30"] = 30, ["60"] = 60
    };

    private readonly SessionMinutes minutes = SessionMinutes.Xnys;

    private readonly record struct Candle(long Stamp, double Open, double High, double Low, double Close, long Volume);

    public void Answer(VendorRequest request, Reply reply)
    {
        if (request.Query("symbol") is not { Length: > 0 } symbol)
        {
            reply.Fail(422, "Missing parameters symbol");
            return;
        }

        if (!Seconds(request.Query("from"), out var from) || !Seconds(request.Query("to"), out var to))
        {
            reply.Fail(422, "Wrong time format");
            return;
        }

        var resolution = request.Query("resolution") ?? "";
        if (!MinutesOf.ContainsKey(resolution) && resolution is not ("D" or "W" or "M"))
        {
            reply.Fail(422, "Wrong resolution");
            return;
        }

        var market = context.View.At(request.Now);
        var now = VendorTime.Clamp(request.Now.UtcDateTime);
        var security = market.Tickers.On(symbol, context.Calendar.TradingDayOf(now));
        List<Candle> candles = security is null || to < from ? []
            : MinutesOf.TryGetValue(resolution, out var length)
                ? Intraday(market, security, from, to, now, length, request.Has(FaultKind.RevisedBars))
            : Daily(market, security, from, to, now, resolution, request.Has(FaultKind.RevisedBars));
        Write(candles, reply);
    }

    private List<Candle> Daily(
        MarketSnapshot market, Security security, DateTime from, DateTime to, DateTime now, string resolution,
        bool revised)
    {
        var visible = VendorTime.LastClosed(now, context.Calendar);
        var first = DateOnly.FromDateTime(from);
        if (first.ToDateTime(TimeOnly.MinValue) < from) first = first.AddDays(1);
        var last = DateOnly.FromDateTime(to);
        var bars = market.Bars(security.Index).Between(first, last < visible ? last : visible);
        var candles = new List<Candle>(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = DailyBar.Of(bars, i);
            if (revised) bar = bar.Revised();
            var split = market.Factors.Split(security.Index, bar.Day, visible.DayNumber);
            bar = bar.Adjusted(split, split);
            var day = DateOnly.FromDayNumber(bar.Day);
            var start = resolution switch
            {
                "W" => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
                "M" => new DateOnly(day.Year, day.Month, 1),
                _ => day,
            };
            Merge(candles,
                new Candle(Second(start.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), bar.Open, bar.High, bar.Low,
                    bar.Close, bar.Volume));
        }

        return candles;
    }

    private List<Candle> Intraday(
        MarketSnapshot market, Security security, DateTime from, DateTime to, DateTime now, int length, bool revised)
    {
        var most = from.AddDays(IntradayDays);
        if (to > most) to = most;
        var first = Math.Max(minutes.Before(from), minutes.Before(security.Listed));
        var end = Math.Min(minutes.Before(to.AddTicks(1)), minutes.Before(now.AddMinutes(-1).AddTicks(1)));
        if (security.Delisted is { } last) end = Math.Min(end, minutes.Before(last.AddDays(1)));
        var reader = new MinuteReader(context.Calendar);
        var candles = new List<Candle>();
        for (var slot = first; slot < end; slot++)
        {
            if (!reader.Seek(market, security.Index, slot, oneVenue: false, revised)) continue;
            var (day, m) = (reader.Day, reader.Minute);
            var start = reader.Utc.AddMinutes(-(m % length));
            Merge(candles,
                new Candle(Second(start), day.Open[m], day.High[m], day.Low[m], day.Close[m], day.Volume[m]));
        }

        return candles;
    }

    private static void Merge(List<Candle> candles, in Candle next)
    {
        if (candles.Count == 0 || candles[^1].Stamp != next.Stamp)
        {
            candles.Add(next);
            return;
        }

        var open = candles[^1];
        candles[^1] = open with
        {
            High = Math.Max(open.High, next.High),
            Low = Math.Min(open.Low, next.Low),
            Close = next.Close,
            Volume = open.Volume + next.Volume
        };
    }

    private static void Write(List<Candle> candles, Reply reply)
    {
        var json = new JsonBytes(reply.Body);
        reply.Rows = candles.Count;
        if (candles.Count == 0)
        {
            json.Raw("{\"s\":\"no_data\"}"u8);
            return;
        }

        json.Raw("{\"c\":["u8);
        for (var i = 0; i < candles.Count; i++) Price(candles[i].Close, i);
        json.Raw("],\"h\":["u8);
        for (var i = 0; i < candles.Count; i++) Price(candles[i].High, i);
        json.Raw("],\"l\":["u8);
        for (var i = 0; i < candles.Count; i++) Price(candles[i].Low, i);
        json.Raw("],\"o\":["u8);
        for (var i = 0; i < candles.Count; i++) Price(candles[i].Open, i);
        json.Raw("],\"s\":\"ok\",\"t\":["u8);
        for (var i = 0; i < candles.Count; i++) Whole(candles[i].Stamp, i);
        json.Raw("],\"v\":["u8);
        for (var i = 0; i < candles.Count; i++) Whole(candles[i].Volume, i);
        json.Raw("]}"u8);

        void Price(double price, int i)
        {
            if (i > 0) json.Raw(","u8);
            json.Price(price);
        }

        void Whole(long number, int i)
        {
            if (i > 0) json.Raw(","u8);
            json.Whole(number);
        }
    }

    private static bool Seconds(string? text, out DateTime utc)
    {
        var known = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < 4_000_000_000;
        utc = known ? VendorTime.Clamp(DateTime.UnixEpoch.AddSeconds(seconds)) : default;
        return known;
    }

    private static long Second(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}
