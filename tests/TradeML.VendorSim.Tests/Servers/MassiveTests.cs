using System.Net.Http.Headers;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class MassiveTests : ServerFixture
{
    private const string Days = "massive/v2/aggs/ticker/AAA/range/1/day/2024-03-01/2024-03-22";
    private const string Key = "?apiKey=SIMKEY";

    [Test]
    public async Task Aggregates_Daily_AreSplitAdjustedUnlessTold()
    {
        await StartAsync();
        var raw = await JsonAsync($"{Days}{Key}&adjusted=false");
        var adjusted = await JsonAsync(Days + Key);
        Assert.That(raw.GetProperty("resultsCount").GetInt32(), Is.EqualTo(16));
        var (first, then) = (raw.GetProperty("results")[2], adjusted.GetProperty("results")[2]);
        Assert.That(first.GetProperty("c").GetDouble(), Is.EqualTo(102));
        Assert.That(first.GetProperty("v").GetDouble(), Is.EqualTo(400_000));
        Assert.That(then.GetProperty("c").GetDouble(), Is.EqualTo(102 / 1.499999).Within(1e-4),
            "splits, and no dividends");
        Assert.That(then.GetProperty("v").GetDouble(), Is.EqualTo(600_000).Within(1));
        Assert.That(first.GetProperty("t").GetInt64(),
            Is.EqualTo(DateTimeOffset.Parse("2024-03-05T05:00:00Z", null).ToUnixTimeMilliseconds()));
        Assert.That(adjusted.GetProperty("adjusted").GetBoolean(), Is.True);
        Assert.That(adjusted.TryGetProperty("next_url", out _), Is.False);
    }

    [Test]
    public async Task Aggregates_Minutes_AgreeWithAlpaca()
    {
        await StartAsync();
        var massive = await JsonAsync(
            $"massive/v2/aggs/ticker/AAA/range/1/minute/2024-03-08/2024-03-08{Key}&adjusted=false&limit=50000");
        var alpaca = Rows(
            await JsonAsync(
                "v2/stocks/bars?symbols=AAA&timeframe=1Min&start=2024-03-08&end=2024-03-08T23:00:00Z&limit=10000"));
        Assert.That(
            massive.GetProperty("results").EnumerateArray()
                .Select(bar => (Stamp(bar), bar.GetProperty("c").GetDouble())),
            Is.EqualTo(alpaca.Select(row => (row.Stamp, row.Close))));
    }

    [Test]
    public async Task Aggregates_Pages_HaveANextUrlWithoutKey()
    {
        await StartAsync();
        var stamps = new List<string>();
        var url = $"{Days}{Key}&adjusted=false&limit=7";
        for (var page = 0; page < 3; page++)
        {
            var json = await JsonAsync(url);
            stamps.AddRange(json.GetProperty("results").EnumerateArray().Select(Stamp));
            if (!json.TryGetProperty("next_url", out var next))
            {
                Assert.That(page, Is.EqualTo(2));
                break;
            }

            Assert.That(next.GetString(),
                Does.StartWith(Server.Environment["MASSIVE_URL"]).And.Contain("cursor=").And.Not.Contain("SIMKEY"));
            Assert.That((await RawAsync(next.GetString()!)).Status, Is.EqualTo(401), "the key must be sent again");
            url = $"{next.GetString()}&apiKey=SIMKEY";
        }

        Assert.That(stamps, Has.Count.EqualTo(16));
        Assert.That(stamps, Is.Ordered.And.Unique);
    }

    [TestCase("NONE", "2024-03-01", "2024-03-22")]
    [TestCase("AAA", "2024-03-02", "2024-03-03")] // weekend
    [TestCase("ZZZ", "2024-03-11", "2024-03-22")] // delisted
    public async Task Aggregates_WithoutData_HaveNoResults(string ticker, string from, string to)
    {
        await StartAsync();
        var json = await JsonAsync($"massive/v2/aggs/ticker/{ticker}/range/1/day/{from}/{to}{Key}");
        Assert.That(json.TryGetProperty("results", out _), Is.False);
        Assert.That(json.GetProperty("resultsCount").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Aggregates_LargeVolumes_ComeInExponentFormOnSomeDays()
    {
        await StartAsync(market: TestMarket.Small);
        var symbol = TestMarket.Small.Securities.First(s => s.Listed.Year == 2015).Symbol;
        var (_, _,
            body) = await RawAsync(
                $"massive/v2/aggs/ticker/{symbol}/range/1/day/2015-01-01/2016-12-31{Key}&adjusted=false");
        using var json = JsonDocument.Parse(body);
        var bars = TestMarket.Small.Bars(TestMarket.Small.Securities.First(s => s.Symbol == symbol).Index);
        var volumes = json.RootElement.GetProperty("results").EnumerateArray()
            .Select(bar => bar.GetProperty("v").GetDouble());
        Assert.That(volumes, Is.EqualTo(Enumerable.Range(0, bars.Count).Select(i => (double)bars.Volume(i))));
        Assert.That(body, Does.Contain("e+0"));
    }

    [Test]
    public async Task Grouped_OfADay_IsTheWholeMarket()
    {
        await StartAsync();
        var json = await JsonAsync($"massive/v2/aggs/grouped/locale/us/market/stocks/2024-03-08{Key}&adjusted=false");
        Assert.That(json.GetProperty("results").EnumerateArray().Select(bar => bar.GetProperty("T").GetString()),
            Is.EqualTo(new[] { "AAA", "BRK.B", "OLD", "ZZZ" }));
        var holiday = await JsonAsync($"massive/v2/aggs/grouped/locale/us/market/stocks/2024-03-09{Key}");
        Assert.That(holiday.TryGetProperty("results", out _), Is.False);
    }

    [TestCase("v3/reference/splits")]
    [TestCase("stocks/v1/splits")]
    public async Task Splits_Filtered_HaveFromAndTo(string path)
    {
        await StartAsync();
        var json = await JsonAsync($"massive/{path}{Key}&ticker=AAA&execution_date.gte=2024-03-01");
        var split = json.GetProperty("results")[0];
        Assert.That((split.GetProperty("split_from").GetDouble(), split.GetProperty("split_to").GetDouble()),
            Is.EqualTo((1.0, 1.499999)));
        Assert.That(split.GetProperty("execution_date").GetString(), Is.EqualTo("2024-03-06"));
        Assert.That(split.TryGetProperty("historical_adjustment_factor", out var factor),
            Is.EqualTo(path.StartsWith("stocks", StringComparison.Ordinal)));
        if (factor.ValueKind == JsonValueKind.Number)
            Assert.That(factor.GetDouble(), Is.EqualTo(1 / 1.499999).Within(1e-8));
        var none = await JsonAsync($"massive/{path}{Key}&ticker=AAA&execution_date.gt=2024-03-06");
        Assert.That(none.GetProperty("results").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Dividends_BothForms_HaveCashAndDates()
    {
        await StartAsync();
        var newest = (await JsonAsync($"massive/stocks/v1/dividends{Key}")).GetProperty("results");
        Assert.That(newest.EnumerateArray().Select(d => d.GetProperty("ticker").GetString()),
            Is.EqualTo(new[] { "AAA", "NEW" }));
        Assert.That(newest[1].GetProperty("distribution_type").GetString(), Is.EqualTo("special"));
        var old = (await JsonAsync($"massive/v3/reference/dividends{Key}&ticker=AAA")).GetProperty("results")[0];
        Assert.That((old.GetProperty("cash_amount").GetDouble(), old.GetProperty("dividend_type").GetString()),
            Is.EqualTo((0.25, "CD")));
        Assert.That(old.GetProperty("pay_date").GetString(), Is.EqualTo("2024-03-20"));
    }

    [Test]
    public async Task Tickers_ActiveAndInactive_AreApart()
    {
        await StartAsync();
        var active = await JsonAsync($"massive/v3/reference/tickers{Key}&limit=2&sort=ticker&order=asc");
        Assert.That(active.GetProperty("results").EnumerateArray().Select(t => t.GetProperty("ticker").GetString()),
            Is.EqualTo(new[] { "AAA", "BRK.B" }));
        var more = await JsonAsync(active.GetProperty("next_url").GetString() + "&apiKey=SIMKEY");
        Assert.That(more.GetProperty("results")[0].GetProperty("ticker").GetString(), Is.EqualTo("NEW"));
        Assert.That(more.TryGetProperty("next_url", out _), Is.False);
        var delisted = (await JsonAsync($"massive/v3/reference/tickers{Key}&active=false")).GetProperty("results");
        Assert.That(delisted.GetArrayLength(), Is.EqualTo(1));
        Assert.That(delisted[0].GetProperty("delisted_utc").GetString(), Is.EqualTo("2024-03-09T00:00:00Z"));
        Assert.That((await RawAsync($"massive/v3/reference/tickers/ZZZ{Key}")).Status, Is.EqualTo(404));
        Assert.That((await RawAsync($"massive/v3/reference/tickers/ZZZ{Key}&date=2024-03-08")).Status, Is.EqualTo(200));
        Assert.That((await RawAsync($"massive/v3/reference/tickers/OLD{Key}&date=2024-03-08")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Options_Chain_PagesAndFilters()
    {
        Clock.Now = new DateTimeOffset(2024, 3, 15, 23, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var items = new List<JsonElement>();
        var url = $"massive/v3/snapshot/options/AAA{Key}&contract_type=call&strike_price.gte=100&limit=50";
        while (true)
        {
            var json = await JsonAsync(url);
            items.AddRange(json.GetProperty("results").EnumerateArray());
            if (!json.TryGetProperty("next_url", out var next)) break;
            url = next.GetString() + "&apiKey=SIMKEY";
        }

        var tickers = items.ConvertAll(item => item.GetProperty("details").GetProperty("ticker").GetString()!);
        Assert.That(tickers, Has.Count.GreaterThan(60).And.Unique);
        Assert.That(tickers, Has.All.Match("^O:AAA24[0-9]{4}C[0-9]{8}$"));
        Assert.That(
            items.TrueForAll(item => item.GetProperty("details").GetProperty("strike_price").GetDouble() >= 100),
            Is.True);
        Assert.That(items[0].GetProperty("underlying_asset").GetProperty("price").GetDouble(), Is.EqualTo(110));
    }

    [Test]
    public async Task Access_KeysInTheirThreeForms()
    {
        await StartAsync();
        Assert.That((await RawAsync(Days)).Body, Does.Contain("\"error\":\"API Key was not provided\""));
        Assert.That((await RawAsync(Days + "?apiKey=wrong")).Body, Does.Contain("\"error\":\"Unknown API Key\""));
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "SIMKEY");
        Assert.That((await RawAsync(Days)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Plan_OfFiveAMinute_RefusesTheSixthAndOldHistoryAndToday()
    {
        Clock.Now = new DateTimeOffset(2024, 3, 20, 18, 0, 30, TimeSpan.Zero);
        await StartAsync(new VendorServerOptions
        {
            Plans = new Dictionary<string, VendorPlan> { ["massive"] = new() { PerMinute = 5, HistoryDays = 730 } },
        });
        var old = await RawAsync($"massive/v2/aggs/ticker/AAA/range/1/day/2021-03-01/2024-03-10{Key}");
        Assert.That((old.Status, old.Body.Contains("\"message\":\"Your plan", StringComparison.Ordinal)),
            Is.EqualTo((403, true)));
        var today = await RawAsync($"massive/v2/aggs/ticker/AAA/range/1/day/2024-03-01/2024-03-20{Key}");
        Assert.That((today.Status, today.Body.Contains("NOT_AUTHORIZED", StringComparison.Ordinal)),
            Is.EqualTo((403, true)));
        for (var i = 0; i < 3; i++)
        {
            var newest = await JsonAsync($"massive/v2/aggs/ticker/AAA/range/1/day/2024-03-01/2024-03-19{Key}");
            Assert.That(newest.GetProperty("status").GetString(), Is.EqualTo("DELAYED"));
        }

        var refused = await RawAsync(Days + Key);
        Assert.That(refused.Status, Is.EqualTo(429));
        Assert.That(refused.Body, Does.Contain("exceeded the maximum requests per minute"));
        Assert.That(Server.RequestsOf("massive"), Is.EqualTo(6));
        Assert.That((await RawAsync("v2/calendar?start=2024-03-01&end=2024-03-04")).Status, Is.EqualTo(200),
            "other vendors have plans of their own");
    }

    [Test]
    public async Task Faults_OfOneVendor_SpeakItsLanguageAndLeaveOthersAlone()
    {
        await StartAsync(new VendorServerOptions
        {
            VendorFaults = new Dictionary<string, FaultPlan>
            {
                ["massive"] = FaultPlan.Scripted(
                    new FaultStep(FaultKind.TooManyRequestsSeconds) { At = 1 },
                    new FaultStep(FaultKind.ErrorAsOk) { At = 2 },
                    new FaultStep(FaultKind.AbsurdPrices) { At = 3 }, new FaultStep(FaultKind.EmptyPage) { At = 4 }),
            },
        });
        Assert.That((await RawAsync(AllBars)).Status, Is.EqualTo(200));
        Assert.That((await RawAsync(Days + Key)).Body, Does.Contain("exceeded the maximum"));
        Assert.That((await RawAsync(Days + Key)).Body, Does.Contain("\"status\":\"ERROR\""));
        var odd = (await JsonAsync(Days + Key)).GetProperty("results").EnumerateArray()
            .Select(bar => bar.GetProperty("o"))
            .Count(open => open.ValueKind == JsonValueKind.String || open.GetDouble() is <= 0 or 1e9);
        Assert.That(odd, Is.EqualTo(1));
        var empty = await JsonAsync(Days + Key);
        Assert.That((empty.TryGetProperty("results", out _), empty.TryGetProperty("next_url", out _)),
            Is.EqualTo((false, true)));
    }

    private static string Stamp(JsonElement bar) =>
        DateTimeOffset.FromUnixTimeMilliseconds(bar.GetProperty("t").GetInt64())
            .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
