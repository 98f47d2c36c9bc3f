using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class SecTests : VendorFixture
{
    private async Task StartDeclaredAsync(VendorServerOptions? options = null, IMarketSource? market = null)
    {
        await StartAsync(options, market);
        Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Example Research admin@example.com");
    }

    private async Task<Dictionary<string, int>> CiksAsync() =>
        (await JsonAsync("sec/www/files/company_tickers.json")).EnumerateObject()
        .ToDictionary(p => p.Value.GetProperty("ticker").GetString()!, p => p.Value.GetProperty("cik_str").GetInt32());

    private static string Name(int cik) => cik.ToString("'CIK'0000000000", CultureInfo.InvariantCulture);

    private static List<string> Column(JsonElement filings, string name) =>
        [.. filings.GetProperty(name).EnumerateArray().Select(v => v.ToString())];

    [TestCase(null)]
    [TestCase("curl/8.5.0")]
    public async Task UserAgent_WithoutAContact_Is403Html(string? agent)
    {
        await StartAsync();
        if (agent is not null) Client.DefaultRequestHeaders.Add("User-Agent", agent);
        var (status, type, body) = await RawAsync("sec/www/files/company_tickers.json");
        Assert.That((status, type), Is.EqualTo((403, "text/html")));
        Assert.That(body, Does.Contain("Undeclared Automated Tool"));
    }

    [Test]
    public async Task Rate_EleventhRequestOfASecond_Is429Html()
    {
        await StartDeclaredAsync(Plan("sec", new VendorPlan { PerSecond = 10 }));
        for (var i = 0; i < 10; i++) Assert.That((await RawAsync("sec/data/submissions/none")).Status, Is.EqualTo(404));
        var (status, type, body) = await RawAsync("sec/www/files/company_tickers.json");
        Assert.That((status, type), Is.EqualTo((429, "text/html")));
        Assert.That(body, Does.Contain("Request Rate Threshold Exceeded"));
        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.That((await RawAsync("sec/www/files/company_tickers.json")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Tickers_Today_HoldTheLivingWithDashes()
    {
        Clock.Now = new DateTimeOffset(2022, 12, 30, 15, 0, 0, TimeSpan.Zero);
        await StartDeclaredAsync(null, TestMarket.Demo);
        var living = TestMarket.Demo.Securities.Where(s => s.Delisted is null).Select(s => s.Symbol.Replace('.', '-'));
        Assert.That((await CiksAsync()).Keys, Is.EquivalentTo(living));
        var table = await JsonAsync("sec/www/files/company_tickers_exchange.json");
        Assert.That(table.GetProperty("fields").EnumerateArray().Select(f => f.GetString()),
            Is.EqualTo(new[] { "cik", "name", "ticker", "exchange" }));
        Assert.That(table.GetProperty("data").EnumerateArray().Select(r => r[3].ToString()).Distinct(),
            Is.SubsetOf(new[] { "NYSE", "Nasdaq", "" }));
    }

    [Test]
    public async Task Submissions_AllFiles_AreParallelNewestFirstAndWithoutRepetition()
    {
        await StartDeclaredAsync();
        var (_, cik) = (await CiksAsync()).First();
        var company = await JsonAsync($"sec/data/submissions/{Name(cik)}.json");
        Assert.That(company.GetProperty("cik").GetString(), Is.EqualTo(Name(cik)[3..]));
        var filings = company.GetProperty("filings");
        var parts = new List<JsonElement> { filings.GetProperty("recent") };
        foreach (var file in filings.GetProperty("files").EnumerateArray())
        {
            parts.Add(await JsonAsync($"sec/data/submissions/{file.GetProperty("name").GetString()}"));
            var dates = Column(parts[^1], "filingDate");
            Assert.That(dates, Has.Count.EqualTo(file.GetProperty("filingCount").GetInt32()));
            Assert.That((dates.Min(), dates.Max()),
                Is.EqualTo((file.GetProperty("filingFrom").GetString(), file.GetProperty("filingTo").GetString())));
        }

        Assert.That(parts, Has.Count.GreaterThan(1), "an older file");
        Assert.That(Column(parts[0], "form"), Has.Count.EqualTo(100));
        foreach (var part in parts)
            Assert.That(part.EnumerateObject().Select(p => p.Value.GetArrayLength()).Distinct().Count(), Is.EqualTo(1));
        var accepted = parts.SelectMany(p => Column(p, "acceptanceDateTime")).ToList();
        Assert.That(accepted, Is.Ordered.Descending.And.All.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$"));
        Assert.That(parts.SelectMany(p => Column(p, "accessionNumber")), Is.Unique);
        Assert.That(parts.SelectMany(p => Column(p, "form")).Distinct(),
            Is.SupersetOf(new[] { "10-K", "10-Q", "8-K", "4" }));
    }

    [Test]
    public async Task Submissions_OfADelistedCompany_EndWith25And15()
    {
        Clock.Now = new DateTimeOffset(2022, 12, 30, 15, 0, 0, TimeSpan.Zero);
        await StartDeclaredAsync(null, TestMarket.Demo);
        var dead = TestMarket.Demo.Securities.First(s => s.Delisted is { Year: < 2022 });
        Clock.Now = new DateTimeOffset(dead.Delisted!.Value.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        var cik = (await CiksAsync())[dead.Symbol.Replace('.', '-')];
        Clock.Now = Clock.Now.AddDays(40);
        var company = await JsonAsync($"sec/data/submissions/{Name(cik)}.json");
        Assert.That(company.GetProperty("tickers").GetArrayLength(), Is.Zero);
        var recent = company.GetProperty("filings").GetProperty("recent");
        Assert.That(Column(recent, "form").Take(2), Is.EqualTo(new[] { "15-12G", "25-NSE" }));
        Assert.That(DateOnly.Parse(Column(recent, "filingDate")[1], CultureInfo.InvariantCulture),
            Is.GreaterThan(dead.Delisted.Value));
        Assert.That(Column(recent, "accessionNumber")[1], Does.Not.StartWith(Name(cik)[3..]), "the exchange files it");
    }

    [Test]
    public async Task Facts_OfACompany_RepeatTheYearBeforeUnderTheFilingsYear()
    {
        await StartDeclaredAsync();
        var (_, cik) = (await CiksAsync()).First();
        var facts = await JsonAsync($"sec/data/api/xbrl/companyfacts/{Name(cik)}.json");
        Assert.That(facts.GetProperty("cik").GetInt32(), Is.EqualTo(cik));
        var assets = facts.GetProperty("facts").GetProperty("us-gaap").GetProperty("Assets").GetProperty("units")
            .GetProperty("USD").EnumerateArray().ToList();
        var yearly = assets.Where(f => f.GetProperty("form").GetString() == "10-K")
            .GroupBy(f => f.GetProperty("accn").GetString()).First(g => g.Count() == 2).ToList();
        Assert.That(yearly.Select(f => f.GetProperty("fy").GetInt32()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(yearly.Select(f => f.GetProperty("end").GetString()).Distinct().Count(), Is.EqualTo(2));
        Assert.That(assets.Where(f => f.TryGetProperty("frame", out _)).Select(f => f.GetProperty("frame").GetString()),
            Is.Unique.And.All.Match("^CY20[0-9]{2}Q[1-4]I$"));
        Assert.That(assets.Any(f => f.TryGetProperty("start", out _)), Is.False);
        var concept = await JsonAsync($"sec/data/api/xbrl/companyconcept/{Name(cik)}/us-gaap/Assets.json");
        Assert.That(concept.GetProperty("units").GetProperty("USD").GetRawText(),
            Is.EqualTo(
                facts.GetProperty("facts").GetProperty("us-gaap").GetProperty("Assets").GetProperty("units")
                    .GetProperty("USD").GetRawText()));
    }

    [Test]
    public async Task Facts_OfAYear_AgreeWithTheStatementsElsewhere()
    {
        await StartDeclaredAsync();
        var (symbol, cik) = (await CiksAsync()).First(p => !p.Key.Contains('-'));
        var year = (await JsonAsync($"fmp/stable/income-statement?symbol={symbol}&limit=1&apikey=SIMKEY"))[0];
        var income = await JsonAsync($"sec/data/api/xbrl/companyconcept/{Name(cik)}/us-gaap/NetIncomeLoss.json");
        var fact = income.GetProperty("units").GetProperty("USD").EnumerateArray()
            .Single(f => f.GetProperty("form").GetString() == "10-K"
            && f.GetProperty("end").GetString() == year.GetProperty("date").GetString());
        Assert.That(fact.GetProperty("val").GetDouble(), Is.EqualTo(year.GetProperty("netIncome").GetDouble()));
        Assert.That(fact.GetProperty("filed").GetString(), Is.EqualTo(year.GetProperty("filingDate").GetString()));
    }

    [Test]
    public async Task Facts_Restated_ComeAgainWithALaterDay()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartDeclaredAsync(null, TestMarket.Demo);
        var restated = 0;
        foreach (var cik in (await CiksAsync()).Values)
        {
            var (status, _,
                body) = await RawAsync($"sec/data/api/xbrl/companyconcept/{Name(cik)}/us-gaap/GrossProfit.json");
            if (status != 200) continue;
            using var json = JsonDocument.Parse(body);
            var facts = json.RootElement.GetProperty("units").GetProperty("USD").EnumerateArray().ToList();
            foreach (var again in
                facts.Where(f => f.GetProperty("form").GetString()!.EndsWith("/A", StringComparison.Ordinal)))
            {
                var first = facts.First(f => f.GetProperty("end").GetString() == again.GetProperty("end").GetString()
                    && f.GetProperty("start").GetString() == again.GetProperty("start").GetString());
                Assert.That(again.GetProperty("filed").GetString(),
                    Is.GreaterThanOrEqualTo(first.GetProperty("filed").GetString()!));
                if (first.GetProperty("val").GetDouble() > again.GetProperty("val").GetDouble()) restated++;
            }
        }

        Assert.That(restated, Is.GreaterThan(1));
    }

    [TestCase("sec/data/submissions/CIK0000000001.json")]
    [TestCase("sec/data/api/xbrl/companyfacts/CIK0000000001.json")]
    public async Task Company_Unknown_Is404Xml(string path)
    {
        await StartDeclaredAsync();
        var (status, type, body) = await RawAsync(path);
        Assert.That((status, type), Is.EqualTo((404, "application/xml")));
        Assert.That(body, Does.Contain("NoSuchKey"));
    }
}
