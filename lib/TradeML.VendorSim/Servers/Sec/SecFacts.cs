using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Sec;

/// <summary>
/// Tagged figures of a company: all of them, or one concept. Each filing states its own period and the one a year
/// before.
/// </summary>
internal sealed class SecFacts(ServerContext context)
{
    private static readonly SecConcept Cover = new(
        "dei", "EntityCommonStockSharesOutstanding", "Entity Common Stock, Shares Outstanding", "shares",
        SecSpan.Instant, _ => double.NaN);

    public void OfCompany(string file, VendorRequest request, Reply reply)
    {
        var company = SecServer.Cik(file) is { } cik ? context.Companies.Find(cik) : null;
        var found = company is null
            ? []
            : SecConcept.All.Prepend(Cover)
                .Select(concept => (Concept: concept, Facts: Facts(company, concept, request.Now.UtcDateTime)))
                .Where(pair => pair.Facts.Count > 0).ToList();
        if (found.Count == 0)
        {
            SecServer.NoSuchKey(reply);
            return;
        }

        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteNumber("cik", company!.Cik);
        writer.WriteString("entityName", company.Security.Name);
        writer.WriteStartObject("facts");
        foreach (var taxonomy in found.GroupBy(pair => pair.Concept.Taxonomy))
        {
            writer.WriteStartObject(taxonomy.Key);
            foreach (var (concept, facts) in taxonomy)
            {
                writer.WriteStartObject(concept.Tag);
                writer.WriteString("label", concept.Label);
                writer.WriteNull("description");
                WriteUnits(writer, concept, facts);
                writer.WriteEndObject();
                reply.Rows += facts.Count;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public void OfConcept(string cik, string taxonomy, string file, VendorRequest request, Reply reply)
    {
        var company = SecServer.Cik(cik) is { } key ? context.Companies.Find(key) : null;
        var concept = SecConcept.All.Append(Cover)
            .FirstOrDefault(c => c.Taxonomy == taxonomy && $"{c.Tag}.json" == file);
        var facts = company is null || concept is null ? [] : Facts(company, concept, request.Now.UtcDateTime);
        if (facts.Count == 0)
        {
            SecServer.NoSuchKey(reply);
            return;
        }

        reply.Rows = facts.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteNumber("cik", company!.Cik);
        writer.WriteString("taxonomy", concept!.Taxonomy);
        writer.WriteString("tag", concept.Tag);
        writer.WriteString("label", concept.Label);
        writer.WriteNull("description");
        writer.WriteString("entityName", company.Security.Name);
        WriteUnits(writer, concept, facts);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Every statement of a concept by every tagged filing up to an instant, ordered by period and filing.
    /// </summary>
    private static List<SecFact> Facts(Company company, SecConcept concept, DateTime nowUtc)
    {
        var facts = new List<SecFact>();
        for (var i = 0; i < company.Statements.Count; i++)
        {
            var statement = company.Statements[i];
            foreach (var filing in new[] { statement.Filing, statement.Amendment })
                if (filing is { IsXbrl: true } && filing.AcceptedUtc <= nowUtc && concept.IsUsed(filing.FilingDate))
                    facts.AddRange(Stated(company, concept, i, filing));
        }

        return [.. facts.OrderBy(f => f.End).ThenBy(f => f.Start).ThenBy(f => f.Filing.AcceptedUtc)];
    }

    private static IEnumerable<SecFact> Stated(Company company, SecConcept concept, int i, Filing filing)
    {
        var statement = company.Statements[i];
        if (concept == Cover)
        {
            var day = DateOnly.FromDateTime(filing.AcceptedUtc).AddDays(-5);
            yield return new SecFact(null, day, company.Shares.On(day), statement, filing);
            yield break;
        }

        var yearly = statement.Quarter == 4;
        foreach (var k in new[] { concept.Span == SecSpan.Instant && !yearly ? i - statement.Quarter : i - 4, i })
        {
            if (k < 0) continue;
            var quarters = concept.Span == SecSpan.Instant || (concept.Span == SecSpan.Quarter && !yearly)
                ? 1
                : company.Statements[k].Quarter;
            if (k - quarters + 1 < 0) continue;
            var parts = Enumerable.Range(k - quarters + 1, quarters)
                .Select(q => company.Statements[q].At(filing.AcceptedUtc).Lines).ToList();
            yield return new SecFact(
                concept.Span == SecSpan.Instant ? null : company.Statements[k - quarters + 1].Start,
                company.Statements[k].End,
                concept.Value(StatementLines.Sum(parts)), statement, filing);
        }
    }

    private static void WriteUnits(Utf8JsonWriter writer, SecConcept concept, List<SecFact> facts)
    {
        var framed = facts.Where(f => f.HasFrame).GroupBy(f => f.Frame).Select(g => g.Last()).ToHashSet();
        writer.WriteStartObject("units");
        writer.WriteStartArray(concept.Unit);
        foreach (var fact in facts)
        {
            writer.WriteStartObject();
            if (fact.Start is { } start) writer.WriteString("start", Text(start));
            writer.WriteString("end", Text(fact.End));
            writer.WriteNumber("val", fact.Value);
            writer.WriteString("accn", fact.Filing.Accession);
            writer.WriteNumber("fy", fact.Statement.FiscalYear);
            writer.WriteString("fp", fact.Statement.Quarter == 4 ? "FY" : $"Q{fact.Statement.Quarter}");
            writer.WriteString("form", fact.Filing.Form);
            writer.WriteString("filed", Text(fact.Filing.FilingDate));
            if (framed.Contains(fact)) writer.WriteString("frame", fact.Frame);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
