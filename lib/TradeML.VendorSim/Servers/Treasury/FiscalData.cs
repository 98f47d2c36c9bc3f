using System.Globalization;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Treasury;

/// <summary>
/// The endpoint avg_interest_rates of Fiscal Data: a row for each month end and kind of security, published early in
/// the next month. All values are texts.
/// </summary>
internal sealed class FiscalData(ServerContext context)
{
    private const int MostRows = 10_000;
    private static readonly string[] Fields = ["record_date", "security_type_desc", "security_desc",
        "avg_interest_rate_amt"];
    private static readonly (string Kind, string Tenor)[] Kinds = [("Treasury Bills", "3 Mo"),
        ("Treasury Notes", "5 Yr"), ("Treasury Bonds", "20 Yr")];

    public void Answer(string endpoint, VendorRequest request, Reply reply)
    {
        if (endpoint != "v2/accounting/od/avg_interest_rates")
        {
            reply.Object(404, ("error", "Not Found"), ("message", $"The endpoint {endpoint} does not exist."));
            return;
        }

        var fields = request.Query("fields")?.Split(',') ?? Fields;
        if (Array.Find(fields, f => !Fields.Contains(f)) is { } unknown)
        {
            Invalid(reply, $"Invalid field: {unknown}");
            return;
        }

        if (!Number(request, "page[number]", 1, out var page) || !Number(request, "page[size]", 100, out var size)
            || size > MostRows)
        {
            Invalid(reply, "page[number] and page[size] are whole numbers of at least 1, the size at most 10000.");
            return;
        }

        if (Filtered(Rows(request.Now.UtcDateTime), request.Query("filter")) is not { } rows)
        {
            Invalid(reply, "The filter is not a list of field:operator:value.");
            return;
        }

        var sort = request.Query("sort") ?? "";
        var key = Array.IndexOf(Fields, sort.TrimStart('-'));
        if (key >= 0)
            rows = sort.StartsWith('-')
                ? [.. rows.OrderByDescending(r => r[key], StringComparer.Ordinal)]
                : [.. rows.OrderBy(r => r[key], StringComparer.Ordinal)];
        Write(reply, [.. rows.Skip((page - 1) * size).Take(size)], fields, rows.Count, page, size);
    }

    /// <summary>
    /// Averages of the month's yields at a maturity that stands for the kind; the fourth business day of the next month
    /// brings them.
    /// </summary>
    private List<string[]> Rows(DateTime nowUtc)
    {
        var curve = context.Macro.Curve;
        var rows = new List<string[]>();
        foreach (var month in Enumerable.Range(0, curve.Days.Count).Where(i => curve.Days[i].Year >= 2001)
            .GroupBy(i => (curve.Days[i].Year, curve.Days[i].Month)))
        {
            var end = new DateOnly(month.Key.Year, month.Key.Month, 1).AddMonths(1).AddDays(-1);
            if (end.AddDays(20) > BusinessDays.Last) break;
            var published = end;
            for (var i = 0; i < 4; i++) published = BusinessDays.Next(published);
            if (BusinessDays.Instant(published, new TimeOnly(16, 0)) > nowUtc) break;
            foreach (var (kind, label) in Kinds)
            {
                var tenor = YieldTenor.All.Select(t => t.Label).ToList().IndexOf(label);
                var mean = month.Average(i => curve.Last(i, tenor));
                rows.Add(
                    [end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "Marketable", kind,
                        double.IsNaN(mean) ? "null" : mean.ToString("F3", CultureInfo.InvariantCulture)]);
            }
        }

        return rows;
    }

    private static List<string[]>? Filtered(List<string[]> rows, string? filter)
    {
        foreach (var part in filter?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var (field, operation, value) = part.Split(':', 3) is [var f, var o, var v]
                ? (Array.IndexOf(Fields, f), o, v)
                : (-1, "", "");
            if (field < 0 || operation is not ("lt" or "lte" or "gt" or "gte" or "eq")) return null;
            rows = rows.FindAll(row => string.CompareOrdinal(row[field], value) is var order && operation switch
            {
                "lt" => order < 0,
                "lte" => order <= 0,
                "gt" => order > 0,
                "gte" => order >= 0,
                _ => order == 0,
            });
        }

        return rows;
    }

    private static void Write(Reply reply, List<string[]> rows, string[] fields, int total, int page, int size)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var field in fields) writer.WriteString(field, row[Array.IndexOf(Fields, field)]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("meta");
        writer.WriteNumber("count", rows.Count);
        writer.WriteNumber("total-count", total);
        writer.WriteNumber("total-pages", pages);
        writer.WriteEndObject();
        writer.WriteStartObject("links");
        writer.WriteString("self", Link(page));
        writer.WriteString("first", Link(1));
        writer.WriteString("prev", page > 1 ? Link(page - 1) : null);
        writer.WriteString("next", page < pages ? Link(page + 1) : null);
        writer.WriteString("last", Link(pages));
        writer.WriteEndObject();
        writer.WriteEndObject();

        string Link(int number) =>
            string.Create(CultureInfo.InvariantCulture, $"&page%5Bnumber%5D={number}&page%5Bsize%5D={size}");
    }

    private static bool Number(VendorRequest request, string name, int otherwise, out int number)
    {
        number = otherwise;
        return request.Query(name) is not { Length: > 0 } text
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1);
    }

    private static void Invalid(Reply reply, string message) =>
        reply.Object(400, ("error", "Invalid Query Param"), ("message", message));
}
