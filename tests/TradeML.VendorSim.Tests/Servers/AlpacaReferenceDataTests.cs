using System.Text.Json;
using NUnit.Framework;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class AlpacaReferenceDataTests : ServerFixture
{
    private const string March = "v1/corporate-actions?start=2024-03-01&end=2024-03-31";

    [Test]
    public async Task Actions_AllTypes_StandUnderPluralKeys()
    {
        await StartAsync();
        var actions = (await JsonAsync(March)).GetProperty("corporate_actions");
        Assert.That(
            actions.EnumerateObject().Select(p => $"{p.Name}:{p.Value.GetArrayLength()}"),
            Is.EqualTo(
                new[] { "reverse_splits:1", "forward_splits:1", "cash_dividends:2", "name_changes:1",
                    "worthless_removals:1" }));
    }

    [Test]
    public async Task Actions_Window_IsByProcessDateNotExDate()
    {
        await StartAsync();
        var early = await JsonAsync(
            "v1/corporate-actions?symbols=AAA&types=cash_dividend&start=2024-03-01&end=2024-03-19");
        Assert.That(early.GetRawText(), Is.EqualTo("""{"corporate_actions":{},"next_page_token":null}"""));
        var paid = await JsonAsync(
            "v1/corporate-actions?symbols=AAA&types=cash_dividend&start=2024-03-20&end=2024-03-20");
        var dividend = paid.GetProperty("corporate_actions").GetProperty("cash_dividends")[0];
        Assert.That(dividend.GetProperty("ex_date").GetString(), Is.EqualTo("2024-03-05"));
        Assert.That(dividend.GetProperty("rate").GetDouble(), Is.EqualTo(0.25));
    }

    [Test]
    public async Task Actions_SplitRates_AreTheRatioToTheLastDigit()
    {
        await StartAsync();
        var actions = (await JsonAsync(March)).GetProperty("corporate_actions");
        Assert.That(actions.GetProperty("forward_splits")[0].GetProperty("new_rate").GetRawText(),
            Is.EqualTo("1.499999"));
        var reverse = actions.GetProperty("reverse_splits")[0];
        Assert.That((reverse.GetProperty("new_rate").GetDouble(), reverse.GetProperty("old_rate").GetDouble()),
            Is.EqualTo((1.0, 10.0)));
        Assert.That(reverse.TryGetProperty("old_cusip", out _), Is.True);
    }

    [Test]
    public async Task Actions_OfARenamedSecurity_StandUnderTodaysTicker()
    {
        await StartAsync();
        var actions = (await JsonAsync(March + "&symbols=NEW")).GetProperty("corporate_actions");
        Assert.That(actions.GetProperty("cash_dividends")[0].GetProperty("symbol").GetString(), Is.EqualTo("NEW"));
        var change = actions.GetProperty("name_changes")[0];
        Assert.That((change.GetProperty("old_symbol").GetString(), change.GetProperty("new_symbol").GetString()),
            Is.EqualTo(("OLD", "NEW")));
    }

    [Test]
    public async Task Actions_Pages_GiveEachOnceByProcessDate()
    {
        await StartAsync();
        var dates = new List<string>();
        string? token = null;
        do
        {
            var page = await JsonAsync(March + "&limit=1" + (token is null ? "" : "&page_token=" + token));
            dates.AddRange(
                page.GetProperty("corporate_actions").EnumerateObject().SelectMany(p => p.Value.EnumerateArray())
                .Select(a => a.GetProperty("process_date").GetString()!));
            token = page.GetProperty("next_page_token").GetString();
        }
        while (token is not null);
        Assert.That(dates, Has.Count.EqualTo(6));
        Assert.That(dates, Is.Ordered);
    }

    [TestCase("&limit=1001", "invalid limit")]
    [TestCase("&types=dividend", "invalid type: dividend")]
    [TestCase("&ids=abc", "ids cannot be combined")]
    public async Task Actions_BadParameter_IsRefused(string query, string message)
    {
        await StartAsync();
        var (status, _, body) = await RawAsync(March + query);
        Assert.That(status, Is.EqualTo(400));
        Assert.That(body, Does.Contain(message));
    }

    [Test]
    public async Task Assets_List_HoldsTheDeadToo()
    {
        await StartAsync();
        var all = (await JsonAsync("v2/assets")).EnumerateArray()
            .Select(a => $"{a.GetProperty("symbol")}:{a.GetProperty("status")}").ToArray();
        Assert.That(all,
            Is.EquivalentTo(new[] { "AAA:active", "BRK.B:active", "OLD:inactive", "NEW:active", "ZZZ:inactive" }));
        var inactive = (await JsonAsync("v2/assets?status=inactive&asset_class=us_equity")).EnumerateArray()
            .Select(a => a.GetProperty("symbol").GetString());
        Assert.That(inactive, Is.EquivalentTo(new[] { "OLD", "ZZZ" }));
        var ids = (await JsonAsync("v2/assets")).EnumerateArray().Select(a => a.GetProperty("id").GetGuid()).ToArray();
        Assert.That(ids.Distinct().Count(), Is.EqualTo(5));
    }

    [Test]
    public async Task Assets_BeforeTheDelisting_ShowItActive()
    {
        Clock.Now = new DateTimeOffset(2024, 3, 8, 15, 0, 0, TimeSpan.Zero);
        await StartAsync();
        Assert.That((await JsonAsync("v2/assets/ZZZ")).GetProperty("status").GetString(), Is.EqualTo("active"));
    }

    [Test]
    public async Task Assets_One_BySymbolByIdAndUnknown()
    {
        await StartAsync();
        var asset = await JsonAsync("v2/assets/BRK.B");
        Assert.That(asset.GetProperty("class").GetString(), Is.EqualTo("us_equity"));
        var byId = await JsonAsync($"v2/assets/{asset.GetProperty("id").GetString()}");
        Assert.That(byId.GetProperty("symbol").GetString(), Is.EqualTo("BRK.B"));
        var (status, _, body) = await RawAsync("v2/assets/NONE");
        Assert.That((status, body), Is.EqualTo((404, """{"code":40410000,"message":"asset not found for NONE"}""")));
    }

    [Test]
    public async Task Calendar_HalfDay_ClosesAtOne()
    {
        await StartAsync();
        var days = (await JsonAsync("v2/calendar?start=2024-11-27&end=2024-12-01")).EnumerateArray().ToArray();
        Assert.That(days.Select(d => d.GetProperty("date").GetString()),
            Is.EqualTo(new[] { "2024-11-27", "2024-11-29" }));
        Assert.That(days.Select(d => d.GetProperty("open").GetString()), Is.All.EqualTo("09:30"));
        Assert.That(days.Select(d => d.GetProperty("close").GetString()), Is.EqualTo(new[] { "16:00", "13:00" }));
        Assert.That(days[1].GetProperty("settlement_date").GetString(), Is.EqualTo("2024-12-02"));
    }

    [Test]
    public async Task Calendar_BadDay_Is422WithACode()
    {
        await StartAsync();
        var (status, _, body) = await RawAsync("v2/calendar?start=soon");
        Assert.That(status, Is.EqualTo(422));
        using var json = JsonDocument.Parse(body);
        Assert.That(json.RootElement.GetProperty("code").GetInt32(), Is.EqualTo(42210000));
    }
}
