using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlphaVantageTests : VendorFixture
{
    private static readonly VendorPlan Premium =
        new() { Entitlements = new HashSet<string>(StringComparer.Ordinal) { "premium" } };

    private static string Ask(string query) => $"alpha_vantage/query?{query}&apikey=SIMKEY";

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static Security Payer => TestMarket.Small.Securities.First(s => s.Delisted is null && s.Tickers.Count == 1
        && TestMarket.Small.CorporateActions
            .Any(a => a.SecurityIndex == s.Index && a.Kind == CorporateActionKind.CashDividend));

    private async Task<List<string[]>> CsvAsync(string query)
    {
        var (status, type, body) = await RawAsync(Ask(query));
        Assert.That((status, type), Is.EqualTo((200, "application/x-download")));
        return [.. body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
    }

    [TestCase("function=TIME_SERIES_DAILY&symbol=NOPE", "Error Message", "Invalid API call.")]
    [TestCase("function=TIME_SERIES_DAILY&symbol=NOPE&outputsize=full", "Information", "premium feature")]
    [TestCase("function=TIME_SERIES_DAILY_ADJUSTED&symbol=NOPE", "Information", "premium endpoint")]
    [TestCase("function=LISTING_STATUS&state=dead", "Error Message", "Invalid API call.")]
    [TestCase("function=LISTING_STATUS&date=2010-01-01", "Error Message", "Invalid API call.")]
    [TestCase("function=SPLITS&symbol=NOPE&datatype=csv", "Error Message", "for SPLITS.")]
    public async Task Refusal_OfAnyKind_IsJsonWithStatus200(string query, string key, string text)
    {
        await StartAsync();
        var (status, type, body) = await RawAsync(Ask(query));
        Assert.That((status, type), Is.EqualTo((200, "application/json")));
        using var json = JsonDocument.Parse(body);
        Assert.That(json.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { key }));
        Assert.That(Text(json.RootElement, key), Does.Contain(text));
    }

    [TestCase("BAD", "Error Message", "the parameter apikey is invalid or missing")]
    [TestCase("demo", "Information", "The **demo** API key is for demo purposes only")]
    public async Task Key_NotRegistered_IsRefusedWithStatus200(string key, string name, string text)
    {
        await StartAsync();
        Assert.That(Text(await JsonAsync($"alpha_vantage/query?function=LISTING_STATUS&apikey={key}"), name),
            Does.Contain(text));
    }

    [Test]
    public async Task Limits_OfTheFreeKey_AreOneASecondAnd25ADay()
    {
        await StartAsync(Plan("alpha_vantage", new VendorPlan { PerSecond = 1, PerDay = 25 }));
        var url = Ask("function=OVERVIEW&symbol=NOPE");
        Assert.That((await RawAsync(url)).Body, Is.EqualTo("{}"));
        Assert.That(Text(await JsonAsync(url), "Information"), Does.Contain("1 request per second"));
        for (var i = 1; i < 25; i++)
        {
            Clock.Now = Clock.Now.AddSeconds(1);
            Assert.That((await RawAsync(url)).Body, Is.EqualTo("{}"));
        }

        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.That(Text(await JsonAsync(url), "Information"), Does.Contain("25 requests per day"));
    }

    [Test]
    public async Task Daily_Compact_AreTheNewest100AsTexts()
    {
        Clock.Now = new DateTimeOffset(2016, 12, 20, 20, 59, 59, TimeSpan.Zero); // one second before the close
        await StartAsync();
        var answer = await JsonAsync(Ask($"function=TIME_SERIES_DAILY&symbol={Payer.Symbol}"));
        Assert.That(Text(answer.GetProperty("Meta Data"), "3. Last Refreshed"), Is.EqualTo("2016-12-19"));
        var rows = answer.GetProperty("Time Series (Daily)").EnumerateObject().ToList();
        Assert.That(rows, Has.Count.EqualTo(100));
        Assert.That(rows.Select(r => r.Name), Is.Ordered.Descending);
        Assert.That(Text(rows[0].Value, "4. close"), Does.Match(@"^\d+\.\d{4}$"));
        var csv = await CsvAsync($"function=TIME_SERIES_DAILY&symbol={Payer.Symbol}&datatype=csv");
        Assert.That(string.Join(',', csv[0]), Is.EqualTo("timestamp,open,high,low,close,volume"));
        Assert.That(csv[1],
            Is.EqualTo(
                new[] { rows[0].Name }.Concat(rows[0].Value.EnumerateObject().Select(p => p.Value.GetString()!))));
    }

    [Test]
    public async Task Daily_FullAdjusted_IsThePremiumPlans()
    {
        await StartAsync(Plan("alpha_vantage", Premium));
        var rows = (await JsonAsync(Ask($"function=TIME_SERIES_DAILY_ADJUSTED&outputsize=full&symbol={Payer.Symbol}")))
            .GetProperty("Time Series (Daily)").EnumerateObject().ToList();
        Assert.That(rows, Has.Count.EqualTo(TestMarket.Small.Bars(Payer.Index).Count));
        Assert.That(rows.Any(r => Text(r.Value, "7. dividend amount") != "0.0000"), Is.True);
        Assert.That(Text(rows[0].Value, "5. adjusted close"), Is.EqualTo(Text(rows[0].Value, "4. close")));
        Assert.That(double.Parse(Text(rows[^1].Value, "5. adjusted close")),
            Is.Not.EqualTo(double.Parse(Text(rows[^1].Value, "4. close"))).Within(0.001));
    }

    [Test]
    public async Task Listings_AsOfADay_SplitIntoActiveAndDelisted()
    {
        Clock.Now = new DateTimeOffset(2022, 12, 31, 12, 0, 0, TimeSpan.Zero);
        await StartAsync(null, TestMarket.Demo);
        var day = new DateOnly(2018, 6, 1);
        var active = await CsvAsync("function=LISTING_STATUS&date=2018-06-01");
        var dead = await CsvAsync("function=LISTING_STATUS&date=2018-06-01&state=delisted");
        Assert.That(string.Join(',', active[0]),
            Is.EqualTo("symbol,name,exchange,assetType,ipoDate,delistingDate,status"));
        Assert.That(active.Skip(1).Select(r => r[0].Replace('-', '.')),
            Is.EquivalentTo(TestMarket.Demo.Securities.Where(s => s.IsListed(day)).Select(s => s.SymbolOn(day))));
        Assert.That(active.Skip(1), Has.All.Matches<string[]>(r => r[5] == "null" && r[6] == "Active"));
        Assert.That(dead.Skip(1).Select(r => r[5]),
            Is.EquivalentTo(
                TestMarket.Demo.Securities.Where(s => s.Delisted < day)
                    .Select(s => s.Delisted!.Value.ToString("yyyy-MM-dd"))));
    }

    [Test]
    public async Task Actions_OfASymbol_AreNewestFirstWithNones()
    {
        Clock.Now = new DateTimeOffset(2022, 12, 31, 12, 0, 0, TimeSpan.Zero);
        await StartAsync(null, TestMarket.Demo);
        var splitter = TestMarket.Demo.CorporateActions.First(a => a.Kind == CorporateActionKind.ForwardSplit);
        var split = (await JsonAsync(
            Ask($"function=SPLITS&symbol={TestMarket.Demo.Securities[splitter.SecurityIndex].Symbol}")))
            .GetProperty("data");
        Assert.That(split.EnumerateArray().Select(r => Text(r, "effective_date")), Is.Ordered.Descending);
        Assert.That(split.EnumerateArray().Select(r => Text(r, "split_factor")), Has.All.Match(@"^\d+\.\d{4}$"));
        var special = TestMarket.Demo.CorporateActions.First(a => a.Special);
        var dividends = (await JsonAsync(
            Ask($"function=DIVIDENDS&symbol={TestMarket.Demo.Securities[special.SecurityIndex].Symbol}")))
            .GetProperty("data").EnumerateArray().ToList();
        var paid = dividends.First(r => Text(r, "declaration_date") == "None");
        Assert.That(Text(paid, "amount"), Does.Match(@"^\d+(\.\d+)?$"));
        var own = TestMarket.Demo.CorporateActions
            .Count(a => a.SecurityIndex == special.SecurityIndex && a.Kind == CorporateActionKind.CashDividend);
        Assert.That(dividends, Has.Count.EqualTo(own));
    }

    [Test]
    public async Task Dividends_Declared_AreShownTwoWeeksAhead()
    {
        var next = TestMarket.Small.CorporateActions
            .First(a =>
                a.SecurityIndex == Payer.Index && a.Kind == CorporateActionKind.CashDividend && a.ExDate.Year == 2016);
        Clock.Now = new DateTimeOffset(next.ExDate.AddDays(-15).ToDateTime(new TimeOnly(15, 0)), TimeSpan.Zero);
        await StartAsync();
        var url = Ask($"function=DIVIDENDS&symbol={Payer.Symbol}");
        Assert.That((await RawAsync(url)).Body, Does.Not.Contain($"{next.ExDate:yyyy-MM-dd}"));
        Clock.Now = Clock.Now.AddDays(1);
        Assert.That((await RawAsync(url)).Body, Does.Contain($"\"ex_dividend_date\":\"{next.ExDate:yyyy-MM-dd}\""));
    }

    [Test]
    public async Task Earnings_OfASymbol_KnowOnlyWhatIsOut()
    {
        Clock.Now = new DateTimeOffset(2016, 8, 15, 12, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var earnings = (await JsonAsync(Ask($"function=EARNINGS&symbol={Payer.Symbol}")))
            .GetProperty("quarterlyEarnings").EnumerateArray().ToList();
        Assert.That(earnings.Select(r => Text(r, "reportedDate")),
            Is.Ordered.Descending.And.All.LessThanOrEqualTo("2016-08-15"));
        Assert.That(Text(earnings[^1], "estimatedEPS"), Is.EqualTo("None"));
        Assert.That(earnings.Select(r => Text(r, "reportTime")).Distinct(),
            Is.SubsetOf(new[] { "pre-market", "post-market" }));
        var coming = await CsvAsync($"function=EARNINGS_CALENDAR&symbol={Payer.Symbol}&horizon=12month");
        Assert.That(coming.Skip(1).Select(r => r[2]), Has.All.GreaterThanOrEqualTo("2016-08-15"));
    }

    [Test]
    public async Task Overview_OfASymbol_IsFlatText()
    {
        Clock.Now = new DateTimeOffset(2016, 12, 20, 12, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var overview = await JsonAsync(Ask($"function=OVERVIEW&symbol={Payer.Symbol}"));
        Assert.That(overview.EnumerateObject().Select(p => p.Value.ValueKind), Is.All.EqualTo(JsonValueKind.String));
        var shares = double.Parse(Text(overview, "SharesOutstanding"));
        Assert.That(double.Parse(Text(overview, "MarketCapitalization")) / shares,
            Is.EqualTo(
                TestMarket.Small.Bars(Payer.Index).Between(default, new DateOnly(2016, 12, 19)) is var bars
                    ? bars.Close(bars.Count - 1)
                    : 0).Within(0.01));
        Assert.That(Text(overview, "Beta"), Is.EqualTo("-"));
    }

    [Test]
    public async Task Options_OfADay_AreTheWholeChainAsTexts()
    {
        await StartAsync();
        var answer = await JsonAsync(Ask($"function=HISTORICAL_OPTIONS&symbol={Payer.Symbol}&date=2016-06-15"));
        Assert.That(Text(answer, "message"), Is.EqualTo("success"));
        var rows = answer.GetProperty("data").EnumerateArray().ToList();
        Assert.That(rows.Select(r => Text(r, "expiration")), Is.Ordered);
        Assert.That(rows.Select(r => Text(r, "contractID")), Is.Unique.And.All.StartsWith(Payer.Symbol));
        Assert.That(rows.SelectMany(r => r.EnumerateObject()).Select(p => p.Value.ValueKind).Distinct(),
            Is.EqualTo(new[] { JsonValueKind.String }));
        Assert.That(rows.Select(r => Text(r, "date")).Distinct(), Is.EqualTo(new[] { "2016-06-15" }));
        var one = await CsvAsync(
            $"function=HISTORICAL_OPTIONS&symbol={Payer.Symbol}"
                + $"&date=2016-06-15&contract={Text(rows[7], "contractID")}&datatype=csv");
        Assert.That(one[1], Is.EqualTo(rows[7].EnumerateObject().Select(p => p.Value.GetString())));
    }

    [TestCase("2016-06-18")]
    [TestCase("2017-06-02")]
    public async Task Options_OfADayWithoutASession_AreAnEmptyList(string day)
    {
        await StartAsync();
        var answer = await JsonAsync(Ask($"function=HISTORICAL_OPTIONS&symbol={Payer.Symbol}&date={day}"));
        Assert.That(answer.GetProperty("data").GetArrayLength(), Is.Zero);
        Assert.That(Text(answer, "message"), Is.Not.EqualTo("success"));
    }
}
