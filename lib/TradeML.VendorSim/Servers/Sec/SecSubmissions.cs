using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.Sec;

/// <summary>
/// A company's description and filings, newest first, as parallel arrays. The newest stand in the company's file, the
/// others in further ones. EDGAR keeps a year or 1000 filings in the first; here it is a year or 100, so that small
/// markets have further files too.
/// </summary>
internal sealed class SecSubmissions(ServerContext context)
{
    private const int Recent = 100;
    private const int OlderFile = 400;

    public void Answer(string file, VendorRequest request, Reply reply)
    {
        var dash = file.IndexOf("-submissions-", StringComparison.Ordinal);
        if (SecServer.Cik(dash < 0 ? file : file[..dash]) is not { } cik
            || context.Companies.Find(cik) is not { } company)
        {
            SecServer.NoSuchKey(reply);
            return;
        }

        var known = company.Filings.Where(f => f.AcceptedUtc <= request.Now.UtcDateTime).Reverse().ToList();
        var yearAgo = DateOnly.FromDateTime(VendorTime.Clamp(request.Now.UtcDateTime)).AddYears(-1);
        var recent = Math.Max(Math.Min(Recent, known.Count), known.Count(f => f.FilingDate >= yearAgo));
        var older = known.Skip(recent).Chunk(OlderFile).ToList();
        using var writer = reply.Writer();
        if (dash < 0)
        {
            writer.WriteStartObject();
            WriteCompany(writer, company, request);
            writer.WriteStartObject("filings");
            writer.WriteStartObject("recent");
            WriteFilings(writer, known[..recent]);
            writer.WriteEndObject();
            writer.WriteStartArray("files");
            for (var i = 0; i < older.Count; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name",
                    string.Create(CultureInfo.InvariantCulture, $"CIK{cik:0000000000}-submissions-{i + 1:000}.json"));
                writer.WriteNumber("filingCount", older[i].Length);
                writer.WriteString("filingFrom", Text(older[i].Min(f => f.FilingDate)));
                writer.WriteString("filingTo", Text(older[i].Max(f => f.FilingDate)));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            reply.Rows = recent;
            return;
        }

        if (!int.TryParse(file.AsSpan(dash + 13).TrimEnd(".json"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) || number < 1 || number > older.Count)
        {
            SecServer.NoSuchKey(reply);
            return;
        }

        writer.WriteStartObject();
        WriteFilings(writer, older[number - 1]);
        writer.WriteEndObject();
        reply.Rows = older[number - 1].Length;
    }

    private void WriteCompany(Utf8JsonWriter writer, Company company, VendorRequest request)
    {
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));
        var security = context.View.At(request.Now).Securities[company.Security.Index];
        writer.WriteString("cik", company.Cik.ToString("0000000000", CultureInfo.InvariantCulture));
        writer.WriteString("entityType", "operating");
        writer.WriteString("sic", company.Habits.Sic);
        writer.WriteString("sicDescription", company.Habits.SicDescription);
        writer.WriteString("name", security.Name);
        writer.WriteStartArray("tickers");
        if (security.IsListed(today)) writer.WriteStringValue(security.SymbolOn(today).Replace('.', '-'));
        writer.WriteEndArray();
        writer.WriteStartArray("exchanges");
        if (security.IsListed(today) && SecTickers.Exchange(security) is { } exchange)
            writer.WriteStringValue(exchange);
        else if (security.IsListed(today)) writer.WriteNullValue();
        writer.WriteEndArray();
        writer.WriteString("ein", (100_000_000 + company.Cik).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("description", "");
        writer.WriteString("category", "Large accelerated filer");
        writer.WriteString("fiscalYearEnd", string.Create(
            CultureInfo.InvariantCulture,
            $"{company.FiscalYearEndMonth:00}{DateTime.DaysInMonth(2023, company.FiscalYearEndMonth):00}"));
        writer.WriteString("stateOfIncorporation", "DE");
        writer.WriteString("phone", "555-0100");
        writer.WriteString("flags", "");
        writer.WriteStartArray("formerNames");
        writer.WriteEndArray();
    }

    private static void WriteFilings(Utf8JsonWriter writer, IReadOnlyList<Filing> filings)
    {
        Texts("accessionNumber", f => f.Accession);
        Texts("filingDate", f => Text(f.FilingDate));
        Texts("reportDate", f => f.ReportDate is { } day ? Text(day) : "");
        Texts("acceptanceDateTime",
            f => f.AcceptedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture));
        Texts("act", f => f.Form == "4" ? "" : "34");
        Texts("form", f => f.Form);
        Texts("fileNumber", f => f.Form == "4" ? "" : "001-00001");
        Texts("filmNumber", f => f.Form == "4" ? "" : f.Accession[^6..]);
        Texts("items", f => f.Items);
        Texts("core_type", f => f.IsXbrl ? "XBRL" : f.Form);
        Numbers("size", f => 5000 + (f.Accession[^3] * 1000) + f.Accession[^1]);
        Numbers("isXBRL", f => f.IsXbrl ? 1 : 0);
        Numbers("isInlineXBRL", f => f.IsXbrl && f.FilingDate.Year >= 2019 ? 1 : 0);
        Texts("primaryDocument", f => f.Document);
        Texts("primaryDocDescription", f => f.Form);

        void Texts(string name, Func<Filing, string> value)
        {
            writer.WriteStartArray(name);
            foreach (var filing in filings) writer.WriteStringValue(value(filing));
            writer.WriteEndArray();
        }

        void Numbers(string name, Func<Filing, int> value)
        {
            writer.WriteStartArray(name);
            foreach (var filing in filings) writer.WriteNumberValue(value(filing));
            writer.WriteEndArray();
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
