using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Fundamentals;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>
/// The three statements, newest first. A restatement takes the row's place; lines that nobody reports are 0.
/// </summary>
internal sealed class FmpStatements(ServerContext context)
{
    private const int FreeLimit = 5;
    private const int MostRows = 1000;
    private readonly Lazy<HashSet<int>> free =
        new(() => FmpQuery.FreeSecurities(context.View.At(DateTimeOffset.MaxValue)));

    private readonly record struct Row(Statement Statement, string Period, StatementLines Lines, Filing Filing);

    public void Answer(VendorRequest request, Reply reply, string kind, string? symbol, bool legacy)
    {
        if (symbol is null or "")
        {
            FmpQuery.Missing(reply, "symbol");
            return;
        }

        var plan = context.PlanOf(FmpServer.Name);
        var paid = plan.Allows("starter") || plan.Allows("premium");
        var limit = FmpQuery.Number(request, "limit", FreeLimit);
        if (!paid && limit > FreeLimit)
        {
            FmpQuery.Premium(reply,
                $"limit' : The values for 'limit' must be between 0 and {FreeLimit} under your current subscription.");
            return;
        }

        var today = FmpQuery.Today(request, context.Calendar);
        var security = FmpQuery.Find(context.View.At(request.Now), symbol, today);
        if (security is not null && !paid && !free.Value.Contains(security.Index))
        {
            FmpQuery.Premium(reply,
                "Special Endpoint : This value set for 'symbol' is not available under your current subscription.");
            return;
        }

        var rows = security is null
            ? []
            : Rows(context.Companies.Of(security.Index), request.Query("period") ?? "annual", request.Now.UtcDateTime);
        var page = rows.Take(Math.Clamp(limit, 0, MostRows)).ToList();
        reply.Rows = page.Count;
        using var writer = reply.Writer();
        writer.WriteStartArray();
        foreach (var row in page)
        {
            writer.WriteStartObject();
            WriteHead(writer, row, symbol, context.Companies.Of(security!.Index).Cik, legacy);
            foreach (var (name, value) in FmpLines.Of(kind, row.Lines))
                writer.WriteNumber(legacy && name == "epsDiluted" ? "epsdiluted" : name, value);
            if (legacy)
            {
                var path =
                    $"https://www.sec.gov/Archives/edgar/data/{context.Companies.Of(security.Index).Cik}"
                        + $"/{row.Filing.Accession.Replace("-", "", StringComparison.Ordinal)}";
                writer.WriteString("link", $"{path}/{row.Filing.Accession}-index.htm");
                writer.WriteString("finalLink", $"{path}/{row.Filing.Document}");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<Row> Rows(Company company, string period, DateTime nowUtc)
    {
        var quarterly = period is "quarter" or "Q1" or "Q2" or "Q3" or "Q4";
        for (var i = company.Statements.Count - 1; i >= 0; i--)
        {
            var statement = company.Statements[i];
            if (!statement.IsKnown(nowUtc)) continue;
            if (!quarterly)
            {
                if (company.Year(i, nowUtc) is { } year) yield return new Row(statement, "FY", year.Lines, year.Filing);
                continue;
            }

            var name = $"Q{statement.Quarter}";
            if (period != "quarter" && period != name) continue;
            var (lines, filing) = statement.At(nowUtc);
            yield return new Row(statement, name, lines, filing);
        }
    }

    private static void WriteHead(Utf8JsonWriter writer, Row row, string symbol, int cik, bool legacy)
    {
        var (day, time) = BusinessDays.Wall(row.Filing.AcceptedUtc);
        writer.WriteString("date", FmpQuery.Text(row.Statement.End));
        writer.WriteString("symbol", symbol);
        writer.WriteString("reportedCurrency", "USD");
        writer.WriteString("cik", cik.ToString("0000000000", CultureInfo.InvariantCulture));
        writer.WriteString(legacy ? "fillingDate" : "filingDate", FmpQuery.Text(row.Filing.FilingDate));
        writer.WriteString("acceptedDate",
            $"{FmpQuery.Text(day)} {time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}");
        writer.WriteString(legacy ? "calendarYear" : "fiscalYear",
            row.Statement.FiscalYear.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("period", row.Period);
    }
}
