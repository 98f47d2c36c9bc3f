using System.Text.Json;
using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>
/// Earnings of a symbol and the calendar of all, newest first. Rows are overwritten: days move, results take the place
/// of null.
/// </summary>
internal sealed class FmpEarnings(ServerContext context)
{
    private const int MostRows = 1000;
    private const int CalendarPage = 4000;

    public void OfSymbol(VendorRequest request, Reply reply)
    {
        if (request.Query("symbol") is not { Length: > 0 } symbol)
        {
            FmpQuery.Missing(reply, "symbol");
            return;
        }

        var now = request.Now.UtcDateTime;
        var security = FmpQuery.Find(context.View.At(request.Now), symbol, FmpQuery.Today(request, context.Calendar));
        var rows = security is null
            ? []
            : context.Companies.Of(security.Index).Earnings.Where(e => e.IsShown(now)).Reverse()
                .Take(Math.Clamp(FmpQuery.Number(request, "limit", MostRows), 0, MostRows)).Select(e => (symbol, e))
                .ToList();
        Write(rows, request, reply);
    }

    public void Calendar(VendorRequest request, Reply reply)
    {
        var now = request.Now.UtcDateTime;
        var today = FmpQuery.Today(request, context.Calendar);
        var (from, to) = (FmpQuery.Day(request, "from", today.AddDays(-7)),
            FmpQuery.Day(request, "to", today.AddDays(30)));
        var securities = context.View.At(request.Now).Securities;
        var rows = context.Companies.All.Where(c => c.Security.Listed <= today)
            .SelectMany(c => c.Earnings.Where(e => e.IsShown(now) && e.DayAt(now) >= from && e.DayAt(now) <= to)
                .Select(e => (Symbol: FmpQuery.Symbol(securities[c.Security.Index], today), Report: e)))
            .OrderByDescending(row => row.Report.DayAt(now)).ThenBy(row => row.Symbol, StringComparer.Ordinal)
            .Skip(Math.Max(0, FmpQuery.Number(request, "page", 0)) * CalendarPage).Take(CalendarPage).ToList();
        Write(rows, request, reply);
    }

    private static void Write(List<(string Symbol, EarningsReport Report)> rows, VendorRequest request, Reply reply)
    {
        var now = request.Now.UtcDateTime;
        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartArray();
        foreach (var (symbol, report) in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("symbol", symbol);
            writer.WriteString("date", FmpQuery.Text(report.DayAt(now)));
            WriteNumber(writer, "epsActual", report.IsOut(now) ? report.EpsActual : null);
            writer.WriteNumber("epsEstimated", report.EpsEstimate);
            WriteNumber(writer, "revenueActual", report.IsOut(now) ? report.RevenueActual : null);
            writer.WriteNumber("revenueEstimated", report.RevenueEstimate);
            writer.WriteString("lastUpdated",
                FmpQuery.Text(report.IsOut(now) ? report.Day : DateOnly.FromDateTime(now)));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
