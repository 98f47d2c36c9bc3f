using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Options;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>
/// The whole option chain of a past day, ordered by expiration, strike, call before put. Dates begin in 2008.
/// </summary>
internal sealed class AlphaVantageOptions(ServerContext context)
{
    private static readonly DateOnly Earliest = new(2008, 1, 1);

    private readonly OptionChain chains = new(context.Calendar);

    public void Answer(VendorRequest request, Reply reply)
    {
        if (context.PlanOf(AlphaVantageServer.Name).Allows("no-options"))
        {
            AlphaVantageQuery.Information(reply,
                "Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of the "
                    + "premium plans at https://www.alphavantage.co/premium/ to instantly "
                    + "unlock all premium endpoints");
            return;
        }

        var today = AlphaVantageQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        var latest = VendorTime.LastClosed(request.Now.UtcDateTime, context.Calendar);
        var day = latest;
        if ((request.Query("date") is { Length: > 0 } text && (!VendorTime.TryDay(text, out day) || day < Earliest))
            || request.Query("symbol") is not { Length: > 0 })
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        if (AlphaVantageQuery.Find(request, market, today) is not { } security)
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        var (contract, expiration) = (request.Query("contract"), request.Query("expiration"));
        var rows = day > latest
            ? []
            : chains.At(market, security.Index, day)
                .Where(q =>
                    (contract is null || q.Occ == contract)
                        && (expiration is null || AlphaVantageQuery.Text(q.Expiration) == expiration))
                .Select(q => Cells(q, request.Query("symbol")!, day)).ToList();
        if (AlphaVantageQuery.WantsCsv(request)) WriteCsv(reply, rows);
        else WriteJson(reply, rows);
    }

    private static List<(string Name, string Value)> Cells(OptionQuote quote, string symbol, DateOnly day) =>
    [
        ("contractID", quote.Occ), ("symbol", symbol), ("expiration", AlphaVantageQuery.Text(quote.Expiration)),
        ("strike", Fixed(quote.Strike, 2)),
        ("type", quote.IsCall ? "call" : "put"), ("last", Fixed(quote.Last, 2)),
        ("mark", Fixed((quote.Bid + quote.Ask) / 2, 2)), ("bid", Fixed(quote.Bid, 2)),
        ("bid_size", Whole(quote.BidSize)), ("ask", Fixed(quote.Ask, 2)), ("ask_size", Whole(quote.AskSize)),
        ("volume", Whole(quote.Volume)),
        ("open_interest", Whole(quote.OpenInterest)), ("date", AlphaVantageQuery.Text(day)),
        ("implied_volatility", Fixed(quote.ImpliedVolatility, 5)),
        ("delta", Fixed(quote.Delta, 5)), ("gamma", Fixed(quote.Gamma, 5)), ("theta", Fixed(quote.Theta, 5)),
        ("vega", Fixed(quote.Vega, 5)),
        ("rho", Fixed(quote.Rho, 5)),
    ];

    private static void WriteJson(Reply reply, List<List<(string Name, string Value)>> rows)
    {
        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteString("endpoint", "Historical Options");
        writer.WriteString("message", rows.Count > 0 ? "success" : "No data for the specified symbol and date.");
        writer.WriteStartArray("data");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in row) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCsv(Reply reply, List<List<(string Name, string Value)>> rows)
    {
        var text = new StringBuilder(
            "contractID,symbol,expiration,strike,type,last,mark,bid,bid_size,ask,ask_size,volume,open_interest,date,"
                + "implied_volatility,delta,gamma,theta,vega,rho\r\n");
        foreach (var row in rows) text.AppendJoin(',', row.Select(cell => cell.Value)).Append("\r\n");
        reply.Text(200, AlphaVantageQuery.Csv, text.ToString());
        reply.Rows = rows.Count;
    }

    private static string Fixed(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
