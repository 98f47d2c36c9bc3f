using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>Daily bars, newest first: raw, or with adjusted close, dividend and split beside them.</summary>
internal sealed class AlphaVantageDaily(ServerContext context)
{
    private const int Compact = 100;

    public void Answer(VendorRequest request, Reply reply, bool adjusted)
    {
        var premium = context.PlanOf(AlphaVantageServer.Name).Allows("premium");
        var size = request.Query("outputsize") ?? "compact";
        if (adjusted && !premium)
        {
            AlphaVantageQuery.Information(reply,
                "Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of the "
                    + "premium plans at https://www.alphavantage.co/premium/ to instantly "
                    + "unlock all premium endpoints");
            return;
        }

        if (size == "full" && !premium)
        {
            AlphaVantageQuery.Information(reply,
                "Thank you for using Alpha Vantage! The outputsize=full parameter value is a premium feature for the "
                    + "TIME_SERIES_DAILY endpoint. You may subscribe to any of the premium plans at "
                    + "https://www.alphavantage.co/premium/ to instantly unlock all premium features");
            return;
        }

        var today = AlphaVantageQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        if (size is not ("compact" or "full") || AlphaVantageQuery.Find(request, market, today) is not { } security)
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        var bars = market.Bars(security.Index)
            .Between(DateOnly.MinValue, VendorTime.LastClosed(request.Now.UtcDateTime, context.Calendar));
        var first = size == "full" ? 0 : Math.Max(0, bars.Count - Compact);
        reply.Rows = bars.Count - first;
        var rows = Enumerable.Range(first, bars.Count - first).Reverse()
            .Select(i => (Day: bars.Date(i), Cells: Cells(market, security, bars, i, today, adjusted)));
        if (AlphaVantageQuery.WantsCsv(request)) WriteCsv(reply, rows, adjusted);
        else WriteJson(request, reply, rows, bars, size);
    }

    private static List<(string Json, string Csv, string Text)> Cells(
        MarketSnapshot market, Security security, BarSeries bars, int i, DateOnly today, bool adjusted)
    {
        var cells = new List<(string, string, string)>
        {
            ("1. open", "open", Price(bars.Open(i))), ("2. high", "high", Price(bars.High(i))),
            ("3. low", "low", Price(bars.Low(i))),
            ("4. close", "close", Price(bars.Close(i))),
        };
        var volume = bars.Volume(i).ToString(CultureInfo.InvariantCulture);
        if (!adjusted) return [.. cells, ("5. volume", "volume", volume)];
        var day = bars.Date(i);
        var close = bars.Close(i) * market.Factors.Split(security.Index, day.DayNumber, today.DayNumber)
            * market.Factors.Dividend(security.Index, day.DayNumber, today.DayNumber);
        var own = market.CorporateActions.Where(a => a.SecurityIndex == security.Index && a.ExDate == day).ToList();
        return
        [
            .. cells, ("5. adjusted close", "adjusted_close", Price(close)), ("6. volume", "volume", volume),
            ("7. dividend amount", "dividend_amount",
                Price(own.Where(a => a.Kind == CorporateActionKind.CashDividend).Sum(a => a.Cash))),
            ("8. split coefficient", "split_coefficient",
                own.Aggregate(1.0, (ratio, a) => ratio * a.Ratio).ToString("0.0###", CultureInfo.InvariantCulture)),
        ];
    }

    private static void WriteCsv(
        Reply reply, IEnumerable<(DateOnly Day, List<(string Json, string Csv, string Text)> Cells)> rows,
        bool adjusted)
    {
        var text = new StringBuilder(adjusted
            ? "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\r\n"
            : "timestamp,open,high,low,close,volume\r\n");
        foreach (var (day, cells) in rows)
            text.Append(AlphaVantageQuery.Text(day)).Append(',').AppendJoin(',', cells.Select(c => c.Text))
                .Append("\r\n");
        var sent = reply.Rows;
        reply.Text(200, AlphaVantageQuery.Csv, text.ToString());
        reply.Rows = sent;
    }

    private static void WriteJson(
        VendorRequest request, Reply reply,
        IEnumerable<(DateOnly Day, List<(string Json, string Csv, string Text)> Cells)> rows, BarSeries bars,
        string size)
    {
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartObject("Meta Data");
        writer.WriteString("1. Information", "Daily Prices (open, high, low, close) and Volumes");
        writer.WriteString("2. Symbol", request.Query("symbol"));
        writer.WriteString("3. Last Refreshed",
            bars.Count == 0 ? "" : AlphaVantageQuery.Text(bars.Date(bars.Count - 1)));
        writer.WriteString("4. Output Size", size == "full" ? "Full size" : "Compact");
        writer.WriteString("5. Time Zone", "US/Eastern");
        writer.WriteEndObject();
        writer.WriteStartObject("Time Series (Daily)");
        foreach (var (day, cells) in rows)
        {
            writer.WriteStartObject(AlphaVantageQuery.Text(day));
            foreach (var (name, _, text) in cells) writer.WriteString(name, text);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Price(double price) => price.ToString("F4", CultureInfo.InvariantCulture);
}
