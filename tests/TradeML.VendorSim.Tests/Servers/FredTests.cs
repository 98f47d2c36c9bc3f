using System.Text.Json;
using NUnit.Framework;
using TradeML.VendorSim.Servers;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class FredTests : VendorFixture
{
    private const string Key = "&file_type=json&api_key=simulatedfredkey0123456789abcdef";
    private const string All = "&realtime_start=1776-07-04&realtime_end=9999-12-31";

    private static string Ask(string query) => $"fred/fred/series/observations?{query}{Key}";

    private static List<JsonElement> Rows(JsonElement answer) =>
        [.. answer.GetProperty("observations").EnumerateArray()];

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    [Test]
    public async Task Observations_WithoutAPeriod_AreTodays()
    {
        await StartAsync();
        var answer = await JsonAsync(Ask("series_id=UNRATE&observation_start=2016-01-01&observation_end=2016-03-01"));
        Assert.That(Text(answer, "realtime_start"), Is.EqualTo("2017-06-01"));
        Assert.That(answer.GetProperty("count").GetInt32(), Is.EqualTo(3));
        Assert.That(answer.GetProperty("limit").GetInt32(), Is.EqualTo(100_000));
        Assert.That(Rows(answer).Select(r => Text(r, "date")),
            Is.EqualTo(new[] { "2016-01-01", "2016-02-01", "2016-03-01" }));
        Assert.That(Rows(answer),
            Has.All
                .Matches<JsonElement>(r =>
                    Text(r, "realtime_start") == "2017-06-01" && Text(r, "realtime_end") == "2017-06-01"));
    }

    [Test]
    public async Task Observations_AllPeriods_ChainWithoutGapAndEndOpen()
    {
        await StartAsync();
        var rows = Rows(
            await JsonAsync(Ask("series_id=PAYEMS&observation_start=2012-01-01&observation_end=2015-12-01" + All)));
        foreach (var month in rows.GroupBy(r => Text(r, "date")))
        {
            var intervals = month.ToList();
            Assert.That(Text(intervals[^1], "realtime_end"), Is.EqualTo("9999-12-31"));
            Assert.That(DateOnly.Parse(Text(intervals[0], "realtime_start")),
                Is.GreaterThan(DateOnly.Parse(month.Key).AddMonths(1).AddDays(-1)));
            for (var i = 1; i < intervals.Count; i++)
            {
                Assert.That(DateOnly.Parse(Text(intervals[i], "realtime_start")),
                    Is.EqualTo(DateOnly.Parse(Text(intervals[i - 1], "realtime_end")).AddDays(1)));
                Assert.That(Text(intervals[i], "value"), Is.Not.EqualTo(Text(intervals[i - 1], "value")));
            }
        }

        Assert.That(rows, Has.Count.GreaterThan(48 * 3), "jobs numbers are revised");
    }

    [Test]
    public async Task Observations_InitialReleases_AreTheFirstIntervals()
    {
        await StartAsync();
        var all = Rows(await JsonAsync(Ask("series_id=GDPC1&observation_start=2010-01-01" + All)));
        var first = Rows(await JsonAsync(Ask("series_id=GDPC1&observation_start=2010-01-01&output_type=4" + All)));
        Assert.That(first.Select(r => r.GetRawText()),
            Is.EqualTo(all.GroupBy(r => Text(r, "date")).Select(g => g.First().GetRawText())));
    }

    [Test]
    public async Task Observations_ByVintage_CarryAKeyForEachVintage()
    {
        await StartAsync();
        var period = "&realtime_start=2016-01-01&realtime_end=2016-06-30&observation_start=2015-11-01";
        var all = Rows(await JsonAsync(Ask("series_id=CPIAUCSL&output_type=2" + period)));
        var changed = Rows(await JsonAsync(Ask("series_id=CPIAUCSL&output_type=3" + period)));
        var february = all.Single(r => Text(r, "date") == "2016-02-01").EnumerateObject().Where(p => p.Name != "date")
            .ToList();
        Assert.That(february, Has.Count.EqualTo(4), "released in March, seen in four vintages to June");
        Assert.That(february.Select(p => p.Name), Has.All.Match("^CPIAUCSL_2016(03|04|05|06)[0-9]{2}$"));
        Assert.That(changed.Single(r => Text(r, "date") == "2016-02-01").EnumerateObject().Count(), Is.EqualTo(2),
            "only the first is new");
    }

    [Test]
    public async Task Observations_VintageDateInTheQuery_IsAnsweredWithRevisedValues()
    {
        await StartAsync();
        var first = Text(
            Rows(
                await JsonAsync(
                    Ask(
                        "series_id=PAYEMS&observation_start=2014-01-01&observation_end=2014-01-01&output_type=4"
                            + All)))[0], "value");
        var asked = Rows(
            await JsonAsync(
                Ask(
                    "series_id=PAYEMS&observation_start=2014-01-01&observation_end=2014-01-01&vintage_dates=2014-02-10")))[0];
        Assert.That(Text(asked, "value"), Is.Not.EqualTo(first));
        Assert.That(Text(asked, "realtime_start"), Is.EqualTo("2017-06-01"));
    }

    [Test]
    public async Task Observations_BeforeTheRelease_AreNotThere()
    {
        // 08:29:59 in New York on the first Friday
        Clock.Now = new DateTimeOffset(2016, 3, 4, 13, 29, 59, TimeSpan.Zero);
        await StartAsync();
        const string February = "series_id=UNRATE&observation_start=2016-02-01";
        Assert.That(Rows(await JsonAsync(Ask(February))), Is.Empty);
        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.That(Rows(await JsonAsync(Ask(February))), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Observations_Holidays_AreADot()
    {
        await StartAsync();
        var rows = Rows(
            await JsonAsync(Ask("series_id=DGS10&observation_start=2016-10-07&observation_end=2016-10-11")));
        Assert.That(rows.Select(r => Text(r, "date")), Is.EqualTo(new[] { "2016-10-07", "2016-10-10", "2016-10-11" }));
        Assert.That(rows.Select(r => Text(r, "value")),
            Is.EqualTo(new[] { Text(rows[0], "value"), ".", Text(rows[2], "value") }));
        Assert.That(Text(rows[0], "value"), Does.Match(@"^\d+\.\d\d$"));
    }

    [Test]
    public async Task Observations_Pages_GiveEachRowOnce()
    {
        await StartAsync();
        const string Query = "series_id=DGS10&observation_start=2016-01-01&observation_end=2016-03-31";
        var whole = Rows(await JsonAsync(Ask(Query))).Select(r => r.GetRawText()).ToList();
        var walked = new List<string>();
        int count;
        do
        {
            var page = await JsonAsync(Ask($"{Query}&limit=20&offset={walked.Count}"));
            count = page.GetProperty("count").GetInt32();
            walked.AddRange(Rows(page).Select(r => r.GetRawText()));
        }
        while (walked.Count < count);
        Assert.That(walked, Is.EqualTo(whole));
    }

    [Test]
    public async Task Observations_MoreThan2000Vintages_AreRefused()
    {
        await StartAsync();
        var (status, _, body) = await RawAsync(Ask("series_id=DGS10" + All));
        Assert.That(status, Is.EqualTo(400));
        Assert.That(body, Does.Match(@"There are \d{4} vintage dates").And.Contains("2000"));
        Assert.That((await RawAsync(Ask("series_id=DGS10&realtime_start=2012-01-01&realtime_end=2016-12-31"))).Status,
            Is.EqualTo(200));
    }

    [TestCase("series_id=NOPE", "Bad Request.  The series does not exist.")]
    [TestCase("series_id=UNRATE&realtime_start=1980-01-01&realtime_end=1980-01-02",
        "Bad Request.  The series does not exist in ALFRED but may exist in FRED.")]
    [TestCase("series_id=UNRATE&limit=0", "Bad Request.  Value of limit is not between 1 and 100000.")]
    [TestCase("file=1", "Bad Request.  Variable series_id is not set.")]
    public async Task Observations_BadParameter_IsRefused(string query, string message)
    {
        await StartAsync();
        var (status, _, body) = await RawAsync(Ask(query));
        Assert.That((status, body), Is.EqualTo((400, $$"""{"error_code":400,"error_message":"{{message}}"}""")));
    }

    [TestCase("SIMKEY", "is not a 32 character alpha-numeric lower-case string.")]
    [TestCase("00000000000000000000000000000000", "is not registered.")]
    public async Task Key_Wrong_Is400(string key, string message)
    {
        await StartAsync();
        var (status, _, body) = await RawAsync($"fred/fred/series?series_id=UNRATE&file_type=json&api_key={key}");
        Assert.That(status, Is.EqualTo(400));
        Assert.That(body, Does.Contain("Bad Request.  The value for variable api_key " + message));
    }

    [Test]
    public async Task FileType_NotGiven_IsXml()
    {
        await StartAsync();
        const string Url =
            "fred/fred/series/observations?api_key=simulatedfredkey0123456789abcdef&observation_start=2017-01-01&series_id=";
        Assert.That((await RawAsync(Url + "UNRATE")).Body, Does.Contain("<observation realtime_start=\"2017-06-01\""));
        Assert.That((await RawAsync(Url + "NOPE")).Body,
            Does.Contain("<error code=\"400\" message=\"Bad Request.  The series does not exist.\""));
    }

    [Test]
    public async Task Limit_OneMoreThanThePlan_Is429()
    {
        await StartAsync(Plan("fred", new VendorPlan { PerMinute = 120 }));
        for (var i = 0; i < 120; i++) Assert.That((await RawAsync(Ask("series_id=NOPE"))).Status, Is.EqualTo(400));
        var (status, _, body) = await RawAsync(Ask("series_id=NOPE"));
        Assert.That((status, body),
            Is.EqualTo((429, """{"error_code":429,"error_message":"Too Many Requests.  Exceeded Rate Limit"}""")));
    }

    [Test]
    public async Task VintageDates_OfASeries_AreTheStartsOfItsIntervals()
    {
        await StartAsync();
        var answer = await JsonAsync($"fred/fred/series/vintagedates?series_id=GDPC1&limit=10000{Key}");
        var days = answer.GetProperty("vintage_dates").EnumerateArray().Select(d => d.GetString()!).ToList();
        var starts = Rows(await JsonAsync(Ask("series_id=GDPC1" + All))).Select(r => Text(r, "realtime_start"))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.That(days, Is.EqualTo(starts));
        Assert.That(answer.GetProperty("count").GetInt32(), Is.EqualTo(days.Count));
    }

    [Test]
    public async Task Series_Description_HasFredsSpelling()
    {
        await StartAsync();
        var series = (await JsonAsync($"fred/fred/series?series_id=DGS10{Key}")).GetProperty("seriess")[0];
        Assert.That(Text(series, "frequency_short"), Is.EqualTo("D"));
        Assert.That(Text(series, "last_updated"), Is.EqualTo("2017-05-31 15:16:00-05"));
        Assert.That(Text(series, "observation_start"), Is.EqualTo("1990-01-02"));
    }
}
