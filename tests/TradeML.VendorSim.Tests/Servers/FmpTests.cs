using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class FmpTests : VendorFixture
{
    private const string Key = "&apikey=SIMKEY";
    private static readonly VendorPlan Paid =
        new() { Entitlements = new HashSet<string>(StringComparer.Ordinal) { "starter", "premium" } };

    /// <summary>A symbol of the free plan that is listed to the end.</summary>
    private static string Symbol =>
        TestMarket.Small.Securities
            .First(s => s.Delisted is null && !s.Symbol.Contains('.') && s.Listed == TestMarket.Small.FirstDay).Symbol;

    private static List<JsonElement> Rows(JsonElement answer) => [.. answer.EnumerateArray()];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();

    [Test]
    public async Task Statements_WithoutALimit_AreFiveNewestFirst()
    {
        await StartAsync();
        var rows = Rows(await JsonAsync($"fmp/stable/income-statement?symbol={Symbol}&period=quarter{Key}"));
        Assert.That(rows, Has.Count.EqualTo(5));
        Assert.That(rows.Select(r => Text(r, "date")), Is.Ordered.Descending);
        Assert.That(Text(rows[0], "fiscalYear"), Does.Match("^20[0-9]{2}$"));
        Assert.That(Text(rows[0], "cik"), Does.Match("^[0-9]{10}$"));
        Assert.That(Number(rows[0], "otherExpenses"), Is.Zero);
    }

    [Test]
    public async Task Statements_ThreeOfAPeriod_AddUp()
    {
        await StartAsync(Plan("fmp", Paid));
        foreach (var period in new[] { "quarter", "annual" })
        {
            var income = Rows(
                await JsonAsync($"fmp/stable/income-statement?symbol={Symbol}&limit=100&period={period}{Key}"));
            var balance = Rows(
                await JsonAsync($"fmp/stable/balance-sheet-statement?symbol={Symbol}&limit=100&period={period}{Key}"));
            var cash = Rows(
                await JsonAsync($"fmp/stable/cash-flow-statement?symbol={Symbol}&limit=100&period={period}{Key}"));
            Assert.That(income, Has.Count.GreaterThan(period == "annual" ? 3 : 15));
            for (var i = 0; i < income.Count; i++)
            {
                Assert.That(Number(balance[i], "totalAssets"),
                    Is.EqualTo(Number(balance[i], "totalLiabilitiesAndTotalEquity")));
                Assert.That(Number(cash[i], "netIncome"), Is.EqualTo(Number(income[i], "netIncome")));
                Assert.That(Number(cash[i], "cashAtEndOfPeriod"),
                    Is.EqualTo(Number(cash[i], "cashAtBeginningOfPeriod") + Number(cash[i], "netChangeInCash")));
                Assert.That(Number(balance[i], "cashAndCashEquivalents"),
                    Is.EqualTo(Number(cash[i], "cashAtEndOfPeriod")));
                Assert.That(Number(income[i], "grossProfit"),
                    Is.EqualTo(Number(income[i], "revenue") - Number(income[i], "costOfRevenue")));
            }
        }
    }

    [Test]
    public async Task Statements_BeforeTheirAcceptance_AreNotThere()
    {
        await StartAsync();
        var url = $"fmp/stable/income-statement?symbol={Symbol}&period=quarter{Key}";
        var newest = Rows(await JsonAsync(url))[0];
        var accepted = Eastern(Text(newest, "acceptedDate"));
        Clock.Now = accepted.AddSeconds(-1);
        Assert.That(Text(Rows(await JsonAsync(url))[0], "date"), Is.Not.EqualTo(Text(newest, "date")));
        Clock.Now = accepted;
        Assert.That(Rows(await JsonAsync(url))[0].GetRawText(), Is.EqualTo(newest.GetRawText()));
    }

    [Test]
    public async Task Statements_AcceptedAfterHalfPastFive_CountForTheNextDay()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(Plan("fmp", Paid), TestMarket.Demo);
        var late = 0;
        foreach (var security in TestMarket.Demo.Securities.Take(20).Where(s => !s.Symbol.Contains('.')))
        {
            foreach (var row in
                Rows(
                    await JsonAsync(
                        $"fmp/stable/income-statement?symbol={security.Symbol}&period=quarter&limit=1000{Key}")))
            {
                var accepted = DateTime.ParseExact(Text(row, "acceptedDate"), "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture);
                var next = accepted.TimeOfDay > new TimeSpan(17, 30, 0);
                if (next) late++;
                Assert.That(Text(row, "filingDate"),
                    next
                        ? Is.GreaterThan(Text(row, "acceptedDate")[..10])
                        : Is.EqualTo(Text(row, "acceptedDate")[..10]));
                Assert.That(Text(row, "acceptedDate"), Is.GreaterThan(Text(row, "date")));
            }
        }

        Assert.That(late, Is.GreaterThan(10));
    }

    [Test]
    public async Task Statements_Restated_TakeTheRowsPlace()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(Plan("fmp", Paid), TestMarket.Demo);
        var restated = 0;
        foreach (var security in TestMarket.Demo.Securities.Where(s => s.Tickers.Count == 1 && !s.Symbol.Contains('.')))
        {
            var url = $"fmp/stable/income-statement?symbol={security.Symbol}&period=quarter&limit=1000{Key}";
            foreach (var row in Rows(await JsonAsync(url)))
            {
                var lag = DateOnly.ParseExact(Text(row, "filingDate"), "yyyy-MM-dd").DayNumber
                    - DateOnly.ParseExact(Text(row, "date"), "yyyy-MM-dd").DayNumber;
                if (lag < 90 || Eastern(Text(row, "acceptedDate")) < Eastern("2006-02-01 00:00:00")) continue;
                restated++;
                var now = Clock.Now;
                Clock.Now = Eastern(Text(row, "acceptedDate")).AddSeconds(-1);
                var before = Rows(await JsonAsync(url)).Single(r => Text(r, "date") == Text(row, "date"));
                Assert.That(Number(before, "revenue"), Is.GreaterThan(Number(row, "revenue")));
                Clock.Now = now;
            }
        }

        Assert.That(restated, Is.InRange(3, 30));
    }

    [Test]
    public async Task Free_MoreThanItHas_Is402InPlainText()
    {
        await StartAsync();
        foreach (var url in new[] { $"income-statement?symbol={Symbol}&limit=6", "delisted-companies?page=1" })
        {
            var (status, type, body) = await RawAsync($"fmp/stable/{url}{Key}");
            Assert.That((status, type), Is.EqualTo((402, "text/plain")));
            Assert.That(body, Does.StartWith("Premium Query Parameter: '"));
        }
    }

    [Test]
    public async Task Free_AllButTheNinetyMostTraded_Are402()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(null, TestMarket.Demo);
        var refused = 0;
        foreach (var security in TestMarket.Demo.Securities)
            if ((await RawAsync($"fmp/stable/income-statement?symbol={security.Symbol.Replace('.', '-')}{Key}")).Status
                == 402) refused++;
        Assert.That(refused, Is.EqualTo(TestMarket.Demo.Securities.Count - 90));
    }

    [TestCase("fmp/stable/income-statement?limit=1&apikey=SIMKEY", 400,
        "Query Error: Invalid or missing query parameter - symbol")]
    [TestCase("fmp/stable/income-statement?symbol=NOPE&apikey=SIMKEY", 200, "[]")]
    [TestCase("fmp/stable/nothing?apikey=SIMKEY", 404, "[]")]
    public async Task Request_OutOfOrder_IsAnsweredTheirWay(string url, int status, string body)
    {
        await StartAsync();
        var answer = await RawAsync(url);
        Assert.That((answer.Status, answer.Body), Is.EqualTo((status, body)));
    }

    [Test]
    public async Task Key_WrongOrLegacyPath_IsAnErrorObject()
    {
        await StartAsync();
        var wrong = await RawAsync("fmp/stable/income-statement?symbol=X&apikey=BAD");
        var old = await RawAsync("fmp/api/v3/income-statement/X?apikey=SIMKEY");
        Assert.That((wrong.Status, old.Status), Is.EqualTo((401, 403)));
        Assert.That(wrong.Body, Does.StartWith("""{"Error Message":"Invalid API KEY."""));
        Assert.That(old.Body, Does.StartWith("""{"Error Message":"Legacy Endpoint : """));
    }

    [Test]
    public async Task Legacy_WithTheRight_HasTheOldSpellings()
    {
        await StartAsync(
            Plan("fmp", new VendorPlan { Entitlements = new HashSet<string>(StringComparer.Ordinal) { "legacy" } }));
        var row = Rows(await JsonAsync($"fmp/api/v3/income-statement/{Symbol}?period=quarter&limit=1{Key}"))[0];
        Assert.That(row.EnumerateObject().Select(p => p.Name),
            Is.SupersetOf(new[] { "fillingDate", "calendarYear", "epsdiluted", "finalLink" }));
        Assert.That(row.TryGetProperty("filingDate", out _), Is.False);
    }

    [Test]
    public async Task Limit_Reached_Is429AndByFault200()
    {
        var options = Plan("fmp",
            new VendorPlan { PerDay = 1 }) with
        {
            Faults = FaultPlan.Scripted(
                new FaultStep(FaultKind.ErrorAsOk) { At = 1 })
        };
        await StartAsync(options);
        var url = $"fmp/stable/earnings?symbol={Symbol}{Key}";
        var first = await RawAsync(url);
        await JsonAsync(url);
        var third = await RawAsync(url);
        Assert.That((first.Status, third.Status), Is.EqualTo((200, 429)));
        Assert.That(new[] { first.Body, third.Body },
            Has.All.StartsWith("""{"Error Message":"Limit Reach . Please upgrade your plan"""));
    }

    [Test]
    public async Task Delisted_Companies_AreNewestFirstAndClamped()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(Plan("fmp", Paid), TestMarket.Demo);
        var rows = Rows(await JsonAsync($"fmp/stable/delisted-companies?limit=500{Key}"));
        var dead = TestMarket.Demo.Securities.Where(s => s.Delisted is not null).ToList();
        Assert.That(rows, Has.Count.EqualTo(dead.Count).And.Count.LessThanOrEqualTo(100));
        Assert.That(rows.Select(r => Text(r, "delistedDate")), Is.Ordered.Descending);
        var walked = new List<string>();
        for (var page = 0; ; page++)
        {
            var part = Rows(await JsonAsync($"fmp/stable/delisted-companies?limit=4&page={page}{Key}"));
            walked.AddRange(part.Select(r => r.GetRawText()));
            if (part.Count < 4) break;
        }

        Assert.That(walked, Is.EqualTo(rows.Select(r => r.GetRawText())));
    }

    [Test]
    public async Task MarketCap_OfADay_IsPriceTimesShares()
    {
        Clock.Now = new DateTimeOffset(2016, 12, 20, 15, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var byDefault = Rows(await JsonAsync($"fmp/stable/historical-market-capitalization?symbol={Symbol}{Key}"));
        Assert.That((Text(byDefault[0], "date"), Text(byDefault[^1], "date")), Is.EqualTo(("2016-12-19", "2016-09-20")),
            "the session of the 20th is still open");
        var wide = Rows(
            await JsonAsync(
                $"fmp/stable/historical-market-capitalization?symbol={Symbol}"
                    + $"&from=2015-01-01&to=2016-12-31&limit=10{Key}"));
        Assert.That(wide, Has.Count.EqualTo(10));
        Assert.That(wide.Select(r => r.GetRawText()), Is.EqualTo(byDefault.Take(10).Select(r => r.GetRawText())));
    }

    [Test]
    public async Task MarketCap_OverASplit_KeepsItsSize()
    {
        Clock.Now = new DateTimeOffset(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync(Plan("fmp", Paid), TestMarket.Demo);
        var split = TestMarket.Demo.CorporateActions
            .First(a => a.Kind == CorporateActionKind.ForwardSplit && a.Ratio >= 2 && !a.Symbol.Contains('.'));
        var symbol = TestMarket.Demo.Securities[split.SecurityIndex].Symbol;
        var rows = Rows(await JsonAsync(
            $"fmp/stable/historical-market-capitalization?symbol={symbol}"
                + $"&from={split.ExDate.AddDays(-7):yyyy-MM-dd}&to={split.ExDate:yyyy-MM-dd}{Key}"));
        Assert.That(Number(rows[0], "marketCap") / Number(rows[1], "marketCap"), Is.InRange(0.8, 1.25));
    }

    [Test]
    public async Task Earnings_Calendar_AgreesWithTheSymbols()
    {
        Clock.Now = new DateTimeOffset(2016, 8, 1, 12, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var calendar = Rows(await JsonAsync($"fmp/stable/earnings-calendar?from=2016-07-01&to=2016-09-30{Key}"));
        Assert.That(calendar, Has.Count.GreaterThan(5));
        Assert.That(calendar.Select(r => Text(r, "date")), Is.Ordered.Descending);
        Assert.That(calendar.Any(r => r.GetProperty("epsActual").ValueKind == JsonValueKind.Null), Is.True);
        Assert.That(calendar.Any(r => r.GetProperty("epsActual").ValueKind == JsonValueKind.Number), Is.True);
        var first = calendar[0];
        var own = Rows(await JsonAsync($"fmp/stable/earnings?symbol={Text(first, "symbol")}{Key}"));
        Assert.That(own.Select(r => r.GetRawText()), Does.Contain(first.GetRawText()));
    }

    private static DateTimeOffset Eastern(string text)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        return new DateTimeOffset(
            TimeZoneInfo.ConvertTimeToUtc(
                DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), zone), TimeSpan.Zero);
    }
}
