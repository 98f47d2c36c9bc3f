using System.Collections.Frozen;
using System.Text.Json;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// The facts that a company's filings stated in XBRL, each known from its filing day: the same fact comes again in
/// later filings, perhaps restated. The file holds every concept the company ever used; the configured ones are kept.
/// </summary>
internal sealed class SecCompanyFacts(VendorSettings settings, SecCiks ciks) : IPagedSource
{
    private static readonly FrozenSet<string> Known = ((string[])["start", "end", "val", "accn", "fy", "fp", "form",
        "filed", "frame"]).ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenSet<string> concepts = (settings.Concepts.Count > 0 ? settings.Concepts : SecConcepts.Usual)
        .ToFrozenSet(StringComparer.Ordinal);

    public string Vendor => SecVendor.Name;

    public string Dataset => "company_facts";

    public string ApiVersion => "xbrl";

    public ReplyRules Rules => SecReplies.MayBeAbsent;

    public Uri Request(PageWindow window, int question, string? cursor) =>
        settings.At($"/api/xbrl/companyfacts/CIK{ciks[window.Symbol]}.json");

    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        if (body.IsEmpty) return null; // the company files no XBRL
        using var json = new JsonPage(Vendor, body);
        if (json.Root.Item("facts") is not { } facts) throw json.Not("facts");
        foreach (var taxonomy in facts.Element.EnumerateObject())
        {
            if (taxonomy.Value.ValueKind != JsonValueKind.Object) throw json.Not($"facts of {taxonomy.Name}");
            foreach (var concept in taxonomy.Value.EnumerateObject())
                if (concepts.Contains($"{taxonomy.Name}:{concept.Name}")
                    && new JsonItem(concept.Value).Item("units") is { } units)
                    foreach (var unit in units.Element.EnumerateObject())
                        Add(unit.Value, (taxonomy.Name, concept.Name, unit.Name), page.Window.Symbol, sink);
        }

        return null;
    }

    private void Add(
        JsonElement values, (string Taxonomy, string Tag, string Unit) concept, string symbol, RowSink sink)
    {
        if (values.ValueKind != JsonValueKind.Array) return;
        foreach (var item in values.EnumerateArray().Select(v => new JsonItem(v)))
        {
            sink.UnknownField(item.Unknown(Known));
            if (item.Text("start") is not null && item.Day("start") is null) sink.Spoil("start is no day");
            sink.Set("symbol", symbol).Set("cik", ciks[symbol]).Set("taxonomy", concept.Taxonomy)
                .Set("tag", concept.Tag).Set("unit", concept.Unit)
                .Set("period_start", item.Day("start")).Set("period_end", item.Day("end"))
                .Set("value", ItemNumber.Read(item, "val", sink)).Set("accession", item.Text("accn"))
                .Set("form", item.Text("form")).Set("fiscal_year", item.Whole("fy"))
                .Set("fiscal_period", item.Text("fp")).Set("filed", item.Day("filed"))
                .Add(symbol, item.Day("filed"),
                    $"{{\"tag\":\"{concept.Taxonomy}:{concept.Tag}\",\"unit\":\"{concept.Unit}"
                        + $"\",\"fact\":{item.Raw}}}");
        }
    }
}
