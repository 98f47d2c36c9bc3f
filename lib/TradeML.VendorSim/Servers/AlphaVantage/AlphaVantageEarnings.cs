using System.Text;
using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>Announced earnings of a symbol, newest first, and the calendar of those to come.</summary>
internal sealed class AlphaVantageEarnings(ServerContext context)
{
    public void OfSymbol(VendorRequest request, Reply reply)
    {
        var now = request.Now.UtcDateTime;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        if (AlphaVantageQuery.Find(request, context.View.At(request.Now),
            AlphaVantageQuery.Today(request, context.Calendar)) is { } security)
        {
            var company = context.Companies.Of(security.Index);
            writer.WriteString("symbol", request.Query("symbol"));
            writer.WriteStartArray("annualEarnings");
            for (var i = company.Statements.Count - 1; i >= 0; i--)
            {
                if (!company.Statements[i].IsKnown(now) || company.Year(i, now) is not { } year) continue;
                writer.WriteStartObject();
                writer.WriteString("fiscalDateEnding", AlphaVantageQuery.Text(company.Statements[i].End));
                writer.WriteString("reportedEPS", AlphaVantageQuery.Text(year.Lines.EpsDiluted));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("quarterlyEarnings");
            foreach (var report in company.Earnings.Where(e => e.IsOut(now)).Reverse())
            {
                // Nobody followed the company before it was listed.
                var estimate = report.Day < security.Listed ? double.NaN : report.EpsEstimate;
                var surprise = Math.Round(report.EpsActual - estimate, 2);
                writer.WriteStartObject();
                writer.WriteString("fiscalDateEnding", AlphaVantageQuery.Text(report.PeriodEnd));
                writer.WriteString("reportedDate", AlphaVantageQuery.Text(report.Day));
                writer.WriteString("reportedEPS", AlphaVantageQuery.Text(report.EpsActual));
                writer.WriteString("estimatedEPS", AlphaVantageQuery.Text(estimate));
                writer.WriteString("surprise", AlphaVantageQuery.Text(surprise));
                writer.WriteString("surprisePercentage",
                    AlphaVantageQuery.Text(
                        estimate == 0 ? double.NaN : Math.Round(100 * surprise / Math.Abs(estimate), 4)));
                writer.WriteString("reportTime", report.BeforeOpen ? "pre-market" : "post-market");
                writer.WriteEndObject();
                reply.Rows++;
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public void Calendar(VendorRequest request, Reply reply)
    {
        var now = request.Now.UtcDateTime;
        var today = AlphaVantageQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        var months = request.Query("horizon") switch
        {
            null or "" or "3month" => 3,
            "6month" => 6,
            "12month" => 12,
            _ => 0
        };
        var only = request.Query("symbol") is { Length: > 0 } ? AlphaVantageQuery.Find(request, market, today) : null;
        if (months == 0)
        {
            AlphaVantageQuery.Invalid(request, reply);
            return;
        }

        IEnumerable<Company> companies = request.Query("symbol") is { Length: > 0 }
            ? only is null ? [] : [context.Companies.Of(only.Index)]
            : context.Companies.All;
        var rows = companies
            .SelectMany(c =>
                c.Earnings.Where(e => e.IsShown(now) && !e.IsOut(now) && e.DayAt(now) <= today.AddMonths(months))
                .Select(e => (Security: market.Securities[c.Security.Index], Report: e)))
            .OrderBy(row => row.Report.DayAt(now)).ThenBy(row => row.Security.Index).ToList();
        var text = new StringBuilder("symbol,name,reportDate,fiscalDateEnding,estimate,currency,timeOfTheDay\r\n");
        foreach (var (security, report) in rows)
        {
            text.Append(security.SymbolOn(today)).Append(',').Append(security.Name).Append(',')
                .Append(AlphaVantageQuery.Text(report.DayAt(now))).Append(',')
                .Append(AlphaVantageQuery.Text(report.PeriodEnd)).Append(',')
                .Append(AlphaVantageQuery.Text(report.EpsEstimate)).Append(",USD,")
                .Append(report.BeforeOpen ? "pre-market" : "post-market").Append("\r\n");
        }

        reply.Text(200, AlphaVantageQuery.Csv, text.ToString());
        reply.Rows = rows.Count;
    }
}
