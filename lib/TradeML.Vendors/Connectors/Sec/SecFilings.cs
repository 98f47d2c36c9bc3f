using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// Every filing of one company with the moment it was accepted (UTC): the newest from the company's file, older ones
/// from the files it names as far as the window reaches. Forms 25, 25-NSE and 15-12B are the evidence of a delisting.
/// </summary>
internal sealed partial class SecFilings(VendorSettings settings, SecCiks ciks) : IPagedSource
{
    private static readonly FrozenSet<string> Known = ((string[])
    [
        "accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "act", "form", "fileNumber", "filmNumber",
        "items", "core_type", "size", "isXBRL", "isInlineXBRL",
        "isXBRLNumeric", "primaryDocument", "primaryDocDescription",
    ]).ToFrozenSet(StringComparer.Ordinal);

    public string Vendor => SecVendor.Name;

    public string Dataset => "filings";

    public string ApiVersion => "submissions";

    public ReplyRules Rules => SecReplies.Rules;

    public Uri Request(PageWindow window, int question, string? cursor) =>
        settings.At($"/submissions/{cursor?.Split('|')[0] ?? $"CIK{ciks[window.Symbol]}.json"}");

    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        using var json = new JsonPage(Vendor, body);
        if (page.Cursor is { } cursor)
        {
            Add(json, json.Root, page.Window.Symbol, sink);
            return cursor.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? cursor[(bar + 1)..] : null;
        }

        if (json.Root.Item("filings") is not { } filings || filings.Item("recent") is not { } recent)
            throw json.Not("filings");
        Add(json, recent, page.Window.Symbol, sink);
        return string.Join('|', Older(json, filings, page.Window)) is { Length: > 0 } older ? older : null;
    }

    private static IEnumerable<string> Older(JsonPage json, JsonItem filings, PageWindow window)
    {
        if (!filings.Element.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var file in files.EnumerateArray().Select(f => new JsonItem(f)))
        {
            if (file.Text("name") is not { } name || !FileName().IsMatch(name))
                throw json.Not("the names of older files");
            if (!(file.Day("filingTo") < window.Start) && !(file.Day("filingFrom") >= window.End)) yield return name;
        }
    }

    private void Add(JsonPage json, JsonItem filings, string symbol, RowSink sink)
    {
        sink.UnknownField(filings.Unknown(Known));
        string?[] accessions = Column("accessionNumber"), forms = Column("form"), filed = Column("filingDate"),
            accepted = Column("acceptanceDateTime");
        string?[] reports = Column("reportDate", false), documents = Column("primaryDocument", false),
            items = Column("items", false);
        for (var i = 0; i < accessions.Length; i++)
            sink.Set("symbol", symbol).Set("cik", ciks[symbol]).Set("accession", accessions[i]).Set("form", forms[i])
                .Set("filing_date", Day(filed[i]))
                .Set("report_date", Day(reports[i])).Set("accepted_at", Instant(accepted[i]))
                .Set("primary_document", documents[i]).Set("items", items[i])
                .Add(symbol, Day(filed[i]), $"{accessions[i]} {forms[i]} {filed[i]} {accepted[i]}");

        string?[] Column(string name, bool required = true)
        {
            if (!filings.Element.TryGetProperty(name, out var column) || column.ValueKind != JsonValueKind.Array)
                return required
                    ? throw json.Not(name)
                    : new string?[filings.Element.GetProperty("accessionNumber").GetArrayLength()];
            var cells = column.EnumerateArray()
                .Select(c => c.ValueKind == JsonValueKind.String && c.GetString() is { Length: > 0 } text ? text : null)
                .ToArray();
            return cells.Length == filings.Element.GetProperty("accessionNumber").GetArrayLength()
                ? cells
                : throw json.Not($"as many values of {name} as filings");
        }
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static DateTime? Instant(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var instant)
        ? instant
        : null;

    [GeneratedRegex(@"^CIK\d{10}-submissions-\d{1,5}\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
