using System.Xml.Linq;
using NUnit.Framework;

namespace TradeML.VendorSim.Tests.Servers;

public sealed class TreasuryTests : VendorFixture
{
    private const string Fiscal = "treasury/services/api/fiscal_service/v2/accounting/od/avg_interest_rates";

    private static string Year(int year) =>
        $"treasury/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/{year}"
            + $"/all?type=daily_treasury_yield_curve&field_tdr_date_value={year}&page&_format=csv";

    private async Task<List<string[]>> CurveAsync(int year)
    {
        var (status, type, body) = await RawAsync(Year(year));
        Assert.That((status, type), Is.EqualTo((200, "text/csv")));
        return [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
    }

    [TestCase(1990, "Date,\"3 Mo\",\"6 Mo\",\"1 Yr\",\"2 Yr\",\"3 Yr\",\"5 Yr\",\"7 Yr\",\"10 Yr\",\"30 Yr\"")]
    [TestCase(2003,
        "Date,\"1 Mo\",\"3 Mo\",\"6 Mo\",\"1 Yr\",\"2 Yr\",\"3 Yr\",\"5 Yr\",\"7 Yr\",\"10 Yr\",\"20 Yr\",\"30 Yr\"")]
    [TestCase(2025,
        "Date,\"1 Mo\",\"1.5 Month\",\"2 Mo\",\"3 Mo\",\"4 Mo\",\"6 Mo\",\"1 Yr\",\"2 Yr\",\"3 Yr\",\"5 Yr\",\"7 "
            + "Yr\",\"10 Yr\",\"20 Yr\",\"30 Yr\"")]
    public async Task Columns_OfAYear_AreThoseOfItsTime(int year, string header)
    {
        Clock.Now = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await StartAsync();
        var curve = await CurveAsync(year);
        Assert.That(string.Join(',', curve[0]), Is.EqualTo(header));
        Assert.That(curve.Select(r => r.Length).Distinct().Count(), Is.EqualTo(1));
        Assert.That(curve, Has.Count.GreaterThan(245));
        Assert.That(curve.Skip(1).Select(r => r[0][..5]), Is.Ordered.Descending);
    }

    [Test]
    public async Task Values_OfAMaturityThatPaused_AreBlank()
    {
        await StartAsync();
        Assert.That((await CurveAsync(2003)).Skip(1).Select(r => r[^1]), Is.All.EqualTo(""));
        Assert.That((await CurveAsync(2001)).Skip(1).Select(r => r[1]).Distinct(),
            Does.Contain("N/A").And.Some.Match(@"^\d+\.\d\d$"));
    }

    [Test]
    public async Task Year_ThatHasNotBegun_IsAHeader()
    {
        Clock.Now = new DateTimeOffset(2017, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await StartAsync();
        Assert.That(await CurveAsync(2017), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Day_IsShown_FromTheAfternoon()
    {
        Clock.Now = new DateTimeOffset(2016, 3, 7, 21, 29, 59, TimeSpan.Zero); // 16:29:59 in New York
        await StartAsync();
        Assert.That((await CurveAsync(2016))[1][0], Is.EqualTo("03/04/2016"));
        Clock.Now = Clock.Now.AddSeconds(1);
        Assert.That((await CurveAsync(2016))[1][0], Is.EqualTo("03/07/2016"));
    }

    [Test]
    public async Task Values_FirstPublishedWrong_AreCorrectedTheNextDay()
    {
        await StartAsync();
        var final = (await CurveAsync(2016)).Skip(1).ToDictionary(r => r[0], r => string.Join(',', r));
        var corrected = 0;
        for (var day = new DateTimeOffset(2016, 1, 4, 23, 0, 0, TimeSpan.Zero); day.Year == 2016; day = day.AddDays(1))
        {
            Clock.Now = day;
            var rows = (await CurveAsync(2016)).Skip(1).ToList();
            if (rows.Count > 0 && string.Join(',', rows[0]) != final[rows[0][0]]) corrected++;
            Assert.That(rows.Skip(1), Has.All.Matches<string[]>(r => string.Join(',', r) == final[r[0]]));
        }

        Assert.That(corrected, Is.LessThan(12));
    }

    [Test]
    public async Task TenYears_HereAndAtFred_AreTheSame()
    {
        await StartAsync();
        var curve = (await CurveAsync(2016)).Skip(1).ToDictionary(r => r[0], r => r[^3]);
        var fred = await JsonAsync(
            "fred/fred/series/observations?series_id=DGS10&observation_start=2016-01-01&observation_end=2016-12-31&file_type=json&api_key=simulatedfredkey0123456789abcdef");
        var known = fred.GetProperty("observations").EnumerateArray()
            .Select(r =>
                (Day: DateOnly.Parse(r.GetProperty("date").GetString()!), Value: r.GetProperty("value").GetString()!))
            .Where(r => r.Value != ".")
            .ToDictionary(r => r.Day.ToString("MM/dd/yyyy", System.Globalization.CultureInfo.InvariantCulture),
                r => r.Value);
        Assert.That(known, Is.EquivalentTo(curve));
    }

    [TestCase("2016/all?type=daily_nothing")]
    [TestCase("soon/all?type=daily_treasury_yield_curve")]
    public async Task Request_OutOfOrder_IsAnHtmlPage(string path)
    {
        await StartAsync();
        var (status, type,
            body) = await RawAsync(
                "treasury/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/" + path);
        Assert.That((status, type), Is.EqualTo((404, "text/html")));
        Assert.That(body, Does.StartWith("<!DOCTYPE html>"));
    }

    [Test]
    public async Task Xml_OfAMonth_HoldsTheSameValuesOldestFirst()
    {
        await StartAsync();
        var (_, _,
            body) = await RawAsync(
                "treasury/resource-center/data-chart-center/interest-rates/pages/xml?data=daily_treasury_yield_curve&field_tdr_date_value_month=201603");
        XNamespace d = "http://schemas.microsoft.com/ado/2007/08/dataservices";
        XNamespace m = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";
        var days = XDocument.Parse(body).Descendants(m + "properties").ToList();
        Assert.That(days.Select(p => p.Element(d + "NEW_DATE")!.Value), Is.Ordered);
        Assert.That(days[0].Element(d + "BC_2MONTH"), Is.Null);
        var csv = (await CurveAsync(2016)).Where(r => r[0].StartsWith("03/", StringComparison.Ordinal))
            .Select(r => r[^3]).Reverse();
        Assert.That(days.Select(p => p.Element(d + "BC_10YEAR")!.Value), Is.EqualTo(csv));
    }

    [Test]
    public async Task FiscalData_Pages_EndWithANullLink()
    {
        await StartAsync();
        var first = await JsonAsync(
            $"{Fiscal}?filter=record_date:gte:2016-01-01,record_date:lte:2016-06-30&sort=-record_date&page[size]=10");
        Assert.That(first.GetProperty("meta").GetProperty("total-count").GetInt32(), Is.EqualTo(18));
        Assert.That(first.GetProperty("data")[0].GetProperty("record_date").GetString(), Is.EqualTo("2016-06-30"));
        var second = await JsonAsync(
            $"{Fiscal}?filter=record_date:gte:2016-01-01,record_date:lte:2016-06-30&sort=-record_date{first.GetProperty("links").GetProperty("next").GetString()}");
        Assert.That(second.GetProperty("data").GetArrayLength(), Is.EqualTo(8));
        Assert.That(second.GetProperty("links").GetProperty("next").ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        var (status, _, body) = await RawAsync($"{Fiscal}?fields=nothing");
        Assert.That((status, body),
            Is.EqualTo((400, """{"error":"Invalid Query Param","message":"Invalid field: nothing"}""")));
    }
}
