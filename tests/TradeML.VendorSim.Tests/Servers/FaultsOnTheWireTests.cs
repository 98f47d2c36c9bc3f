using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class FaultsOnTheWireTests : ServerFixture
{
    private static FaultPlan Once(FaultKind kind, int at = 1) => FaultPlan.Scripted(new FaultStep(kind) { At = at });

    [Test]
    public async Task TooManyRequests_InSeconds_SaysHowLong()
    {
        await StartAsync(FaultPlan.Scripted(new FaultStep(FaultKind.TooManyRequestsSeconds) { RetryAfterSeconds = 7 }));
        using var response = await Client.GetAsync(AllBars);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.GetValues("Retry-After").Single(), Is.EqualTo("7"));
        Assert.That((await RawAsync(AllBars)).Status, Is.EqualTo(200), "the fault passes");
        Assert.That(Server.FaultsInjected, Is.EqualTo(1));
    }

    [Test]
    public async Task TooManyRequests_AsDate_SaysWhen()
    {
        await StartAsync(FaultPlan.Scripted(new FaultStep(FaultKind.TooManyRequestsDate) { RetryAfterSeconds = 90 }));
        using var response = await Client.GetAsync(AllBars);
        var date = DateTimeOffset.ParseExact(response.Headers.GetValues("Retry-After").Single(), "R",
            CultureInfo.InvariantCulture);
        Assert.That(date, Is.EqualTo(Clock.Now.AddSeconds(90)));
    }

    [Test]
    public async Task TooManyRequests_Bare_SaysNothing()
    {
        await StartAsync(Once(FaultKind.TooManyRequestsBare));
        using var response = await Client.GetAsync(AllBars);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.Contains("Retry-After"), Is.False);
        Assert.That(response.Headers.Contains("X-RateLimit-Limit"), Is.False);
    }

    [TestCase(FaultKind.InternalError, 500, "application/json")]
    [TestCase(FaultKind.BadGateway, 502, "text/html")]
    [TestCase(FaultKind.Unavailable, 503, "application/json")]
    [TestCase(FaultKind.GatewayTimeout, 504, "text/html")]
    [TestCase(FaultKind.WrongContentType, 200, "text/html")]
    public async Task Status_OfAFault_ComesWithItsContentType(FaultKind kind, int status, string type)
    {
        await StartAsync(Once(kind));
        var answer = await RawAsync(AllBars);
        Assert.That((answer.Status, answer.Type), Is.EqualTo((status, type)));
        Assert.That(answer.Body, Is.Not.Empty);
    }

    [Test]
    public async Task ErrorAsOk_IsAMessageWithStatus200()
    {
        await StartAsync(Once(FaultKind.ErrorAsOk));
        Assert.That(await RawAsync(AllBars),
            Is.EqualTo((200, "application/json", """{"message":"internal server error occurred"}""")));
    }

    [Test]
    public async Task Timeout_HoldsTheRequestUntilTheCallerGivesUp()
    {
        await StartAsync(Once(FaultKind.Timeout));
        await AssertHangsAsync(AllBars);
        Assert.That((await RawAsync(AllBars)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Reset_DropsTheConnection()
    {
        await StartAsync(Once(FaultKind.Reset));
        Assert.That(async () => await Client.GetAsync(AllBars), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task ShortBody_EndsBeforeTheAnnouncedLength()
    {
        await StartAsync(Once(FaultKind.ShortBody));
        Assert.That(async () => await Client.GetStringAsync(AllBars), Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase(FaultKind.TruncatedJson)]
    [TestCase(FaultKind.MalformedJson)]
    public async Task BrokenJson_HasStatus200AndNoParserReadsIt(FaultKind kind)
    {
        await StartAsync(Once(kind));
        var (status, type, body) = await RawAsync(AllBars);
        Assert.That((status, type), Is.EqualTo((200, "application/json")));
        Assert.That(() => JsonDocument.Parse(body), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public async Task DuplicatedPage_OnAFollowUp_RepeatsThePageBefore()
    {
        await StartAsync(Once(FaultKind.DuplicatedPage, at: 2));
        var rows = await WalkAsync(AllBars + "&limit=20");
        Assert.That(rows, Has.Count.EqualTo(74));
        Assert.That(rows.GetRange(20, 20), Is.EqualTo(rows.GetRange(0, 20)));
        Assert.That(rows.Distinct().Count(), Is.EqualTo(54));
    }

    [Test]
    public async Task DuplicatedPage_OnTheFirst_SendsEachRowTwice()
    {
        await StartAsync(Once(FaultKind.DuplicatedPage));
        var rows = Rows(await JsonAsync(AllBars + "&limit=100"));
        Assert.That(rows, Has.Count.EqualTo(108));
        Assert.That(rows.Distinct().Count(), Is.EqualTo(54));
    }

    [Test]
    public async Task ReorderedRows_ComeLastFirst()
    {
        await StartAsync(Once(FaultKind.ReorderedRows));
        var rows = Rows(await JsonAsync(AllBars + "&limit=54"));
        Assert.That(rows, Has.Count.EqualTo(54));
        Assert.That(rows[0], Is.EqualTo(("ZZZ", "2024-03-08T05:00:00Z", 405.0)));
        Assert.That(rows[^1].Stamp, Is.EqualTo("2024-03-01T05:00:00Z"));
    }

    [Test]
    public async Task ReorderedPages_GiveEveryRowOnceInAnotherOrder()
    {
        await StartAsync(Once(FaultKind.ReorderedPages));
        var rows = await WalkAsync(AllBars + "&limit=20");
        Assert.That(rows.Distinct().Count(), Is.EqualTo(54));
        Assert.That(rows, Has.Count.EqualTo(54));
        Assert.That(rows[20], Is.EqualTo(("AAA", "2024-03-01T05:00:00Z", 100.0)));
    }

    [Test]
    public async Task EndlessPageToken_LeadsToEmptyPagesForEver()
    {
        await StartAsync(Once(FaultKind.EndlessPageToken));
        var first = await JsonAsync(AllBars + "&limit=100");
        var token = first.GetProperty("next_page_token").GetString();
        Assert.That(token, Is.Not.Null);
        for (var i = 0; i < 5; i++)
        {
            var page = await JsonAsync($"{AllBars}&limit=100&page_token={token}");
            Assert.That(Rows(page), Is.Empty);
            Assert.That(page.GetProperty("next_page_token").GetString(), Is.EqualTo(token));
        }
    }

    [Test]
    public async Task EmptyPage_GoesOn()
    {
        await StartAsync(Once(FaultKind.EmptyPage));
        var first = await JsonAsync(AllBars + "&limit=20");
        Assert.That(Rows(first), Is.Empty);
        Assert.That(first.GetProperty("next_page_token").GetString(), Is.Not.Null);
    }

    [Test]
    public async Task RevisedBars_AfterSomeRequests_ChangeHistoryForGood()
    {
        await StartAsync(FaultPlan.Scripted(new FaultStep(FaultKind.RevisedBars) { After = 1, Times = 0 }),
            market: TestMarket.Small);
        var path =
            $"v2/stocks/bars?symbols={TestMarket.Small.Securities[0].Symbol}"
                + "&timeframe=1Day&start=2015-01-01&end=2016-12-31&limit=10000";
        var (before, after, again) = (Rows(await JsonAsync(path)), Rows(await JsonAsync(path)),
            Rows(await JsonAsync(path)));
        Assert.That(after, Has.Count.EqualTo(before.Count));
        var changed = before.Zip(after).Count(pair => pair.First.Close != pair.Second.Close);
        Assert.That(changed, Is.InRange(1, before.Count / 20));
        Assert.That(again, Is.EqualTo(after));
    }

    [Test]
    public async Task UnknownFields_StandBesideTheKnownOnes()
    {
        await StartAsync(Once(FaultKind.UnknownFields));
        var page = await JsonAsync(AllBars);
        Assert.That(page.TryGetProperty("server_note", out _), Is.True);
        Assert.That(page.GetProperty("bars").GetProperty("AAA")[0].TryGetProperty("xq", out _), Is.True);
        Assert.That(Rows(page), Has.Count.EqualTo(54));
    }

    [Test]
    public async Task AbsurdPrices_TakeFourFormsOnOneRowOfAPage()
    {
        await StartAsync(FaultPlan.Scripted(new FaultStep(FaultKind.AbsurdPrices) { Times = 0 }));
        var forms = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            var page = await JsonAsync("v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-01&end=2024-03-22");
            var odd = page.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("o"))
                .Where(open => open.ValueKind == JsonValueKind.String || open.GetDouble() is <= 0 or 1e9).ToArray();
            Assert.That(odd, Has.Length.EqualTo(1));
            forms.Add(
                odd[0].ValueKind == JsonValueKind.String
                    ? odd[0].GetString()!
                    : odd[0].GetDouble() < 0 ? "negative" : odd[0].GetRawText());
        }

        Assert.That(forms, Is.EquivalentTo(new[] { "NaN", "negative", "0", "1000000000" }));
    }

    [Test]
    public async Task Script_ForOneSymbol_LeavesTheOthersAlone()
    {
        await StartAsync(FaultPlan.Scripted(new FaultStep(FaultKind.Unavailable) { Symbol = "AAA", Times = 2 }));
        Assert.That((await RawAsync("v2/stocks/BRK.B/bars?timeframe=1Day&start=2024-03-01&end=2024-03-22")).Status,
            Is.EqualTo(200));
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await RawAsync("v2/stocks/AAA/bars?timeframe=1Day&start=2024-03-01&end=2024-03-22")).Status);
        Assert.That(statuses, Is.EqualTo(new[] { 503, 503, 200 }));
    }

    [Test]
    public async Task Rates_SameSeed_FailTheSameRequests()
    {
        var runs = new List<int[]>();
        for (var run = 0; run < 2; run++)
        {
            await StartAsync(FaultPlan.ByRate(3, new FaultRate(FaultKind.InternalError, 0.2)));
            var statuses = new int[60];
            for (var i = 0; i < statuses.Length; i++)
                statuses[i] = (await RawAsync("v2/calendar?start=2024-03-01&end=2024-03-04")).Status;
            runs.Add(statuses);
            await DisposeAsync();
        }

        Assert.That(runs[1], Is.EqualTo(runs[0]));
        Assert.That(runs[0].Count(status => status == 500), Is.InRange(4, 22));
    }
}
