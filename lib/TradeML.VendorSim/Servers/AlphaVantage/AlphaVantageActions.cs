using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>Splits and dividends of a symbol, newest first, declared ones of the next two weeks included.</summary>
internal sealed class AlphaVantageActions(ServerContext context)
{
    private const int DeclaredDays = 14;

    public void Splits(VendorRequest request, Reply reply) => Answer(
        request, reply, action => action.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit,
        ["effective_date", "split_factor"],
        action => [AlphaVantageQuery.Text(action.ExDate), action.Ratio.ToString("F4", CultureInfo.InvariantCulture)]);

    public void Dividends(VendorRequest request, Reply reply) => Answer(
        request, reply, action => action.Kind == CorporateActionKind.CashDividend,
        ["ex_dividend_date", "declaration_date", "record_date", "payment_date", "amount"],
        action =>
        [
            AlphaVantageQuery.Text(action.ExDate),
            action.Special ? "None" : AlphaVantageQuery.Text(action.ExDate.AddDays(-DeclaredDays)),
            AlphaVantageQuery.Text(action.RecordDate), AlphaVantageQuery.Text(action.PayableDate),
            AlphaVantageQuery.Text(action.Cash),
        ]);

    private void Answer(
        VendorRequest request, Reply reply, Func<CorporateAction, bool> filter, string[] names,
        Func<CorporateAction, string[]> cells)
    {
        var today = AlphaVantageQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        if (AlphaVantageQuery.Find(request, market, today) is not { } security)
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        var rows = market.CorporateActions
            .Where(a => a.SecurityIndex == security.Index && a.ExDate <= today.AddDays(DeclaredDays) && filter(a))
            .OrderByDescending(a => a.ExDate).Select(cells).ToList();
        if (AlphaVantageQuery.WantsCsv(request))
        {
            var text = new StringBuilder().AppendJoin(',', names).Append("\r\n");
            foreach (var row in rows) text.AppendJoin(',', row).Append("\r\n");
            reply.Text(200, AlphaVantageQuery.Csv, text.ToString());
            reply.Rows = rows.Count;
            return;
        }

        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteString("symbol", request.Query("symbol"));
        writer.WriteStartArray("data");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < names.Length; i++) writer.WriteString(names[i], row[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
