using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Lake.Writing;
using TradeML.Store.Panels;
using TradeML.Store.Tests.Tables;
using TradeML.Testing;

namespace TradeML.Store.Tests.Panels;

/// <summary>
/// A row of the panel holds what was known at its close, never what was filed, fetched or planned later.
/// </summary>
[TestFixture]
public sealed class PanelLoaderTests
{
    private static readonly DateOnly Start = new(2020, 1, 2), End = new(2020, 4, 1);

    private TemporaryLake lake = null!;

    [SetUp]
    public async Task OpenLake()
    {
        lake = new TemporaryLake();
        var book = new CuratedBook();
        book.Add("AAA", Start, End, new Random(1));
        book.Add("BBB", Start, End, new Random(2));
        foreach (var key in book.Keys) book.Split(key, 1);
        book.Split(("AAA", new DateOnly(2020, 3, 10)), 2);
        await book.WriteAsync(lake);
    }

    [TearDown]
    public void RemoveLake() => lake.Dispose();

    [Test]
    public void Load_OfALakeWithBarsAlone_LeavesTheOtherColumnsOut()
    {
        var panel = PanelLoader.LoadAll(lake.Lake);
        Assert.That(panel.Symbols, Is.EqualTo(new[] { "AAA", "BBB" }));
        Assert.That((panel.SharesOutstanding, panel.SessionsToEarnings, panel.SessionsSinceEarnings, panel.Sector),
            Is.EqualTo(default((double[]?, double[]?, double[]?, int[]?))));
        Assert.That(PanelLoader.Load(lake.Lake, ["BBB"], Start, End).Rows, Is.EqualTo(panel.Rows / 2));
    }

    [Test]
    public async Task Load_SharesOfFilings_CountFromTheDayAfterAndFollowSplits()
    {
        await WriteFactsAsync(("2020-01-20", "2020-01-15", 1000), ("2020-02-20", "2020-02-14", 1100),
            ("2020-03-02", "2019-12-31", 999), ("2020-03-20", "2020-03-05", 1200));
        var panel = PanelLoader.LoadAll(lake.Lake);
        double Of(string day) =>
            panel.SharesOutstanding![panel.RowOf(0, Array.IndexOf(panel.Sessions, DateOnly.Parse(day)))];
        Assert.That(Of("2020-01-17"), Is.NaN);
        Assert.That(Of("2020-01-21"), Is.EqualTo(1000));
        Assert.That(Of("2020-02-20"), Is.EqualTo(1000), "filed that day, perhaps after the close");
        Assert.That(Of("2020-02-21"), Is.EqualTo(1100));
        Assert.That(Of("2020-03-09"), Is.EqualTo(1100), "an older count, restated, does not replace a newer one");
        Assert.That(Of("2020-03-10"), Is.EqualTo(2200), "two for one");
        Assert.That(Of("2020-03-23"), Is.EqualTo(2400), "a count of before the split, filed after it");
        Assert.That(panel.SharesOutstanding![panel.RowStarts[1]..], Is.All.NaN, "BBB filed nothing");
    }

    [Test]
    public async Task Load_Earnings_KnowsPlansOnlyOnceTheyWereFetched()
    {
        await WriteEarningsAsync(
            ("2020-02-12", "2020-01-10T12:00:00Z", false), ("2020-02-19", "2020-02-03T22:30:00Z", false),
            ("2020-02-19", "2020-06-01T12:00:00Z", true));
        var panel = PanelLoader.LoadAll(lake.Lake);
        int Row(string day) => panel.RowOf(0, Array.IndexOf(panel.Sessions, DateOnly.Parse(day)));
        double Sessions(string from, string to) =>
            ExchangeCalendar.Xnys.Count(DateOnly.Parse(from), DateOnly.Parse(to));
        Assert.That(panel.SessionsToEarnings![Row("2020-01-09")], Is.NaN);
        Assert.That(panel.SessionsToEarnings[Row("2020-01-10")], Is.EqualTo(Sessions("2020-01-10", "2020-02-12")));
        Assert.That(panel.SessionsToEarnings[Row("2020-02-03")], Is.EqualTo(Sessions("2020-02-03", "2020-02-12")),
            "the new plan came after the close");
        Assert.That(panel.SessionsToEarnings[Row("2020-02-04")], Is.EqualTo(Sessions("2020-02-04", "2020-02-19")));
        Assert.That(panel.SessionsToEarnings[Row("2020-02-19")], Is.Zero);
        Assert.That(panel.SessionsToEarnings[Row("2020-02-20")], Is.NaN);
        Assert.That(panel.SessionsSinceEarnings![Row("2020-02-19")], Is.NaN, "reported after the close");
        Assert.That(panel.SessionsSinceEarnings[Row("2020-02-21")], Is.EqualTo(2),
            "a report is public, whenever this lake fetched it");
    }

    private Task WriteFactsAsync(params (string Filed, string End, double Shares)[] facts)
    {
        var at = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        T[] Each<T>(Func<(string Filed, string End, double Shares), T> of) => Array.ConvertAll(facts, f => of(f));
        return WriteAsync("raw/company_facts", facts.Length, new()
        {
            ["taxonomy"] = Each(_ => "dei"), ["tag"] = Each(_ => "EntityCommonStockSharesOutstanding"),
            ["unit"] = Each(_ => "shares"), ["value"] = Each(f => f.Shares),
            ["period_end"] = Each(f => DateOnly.Parse(f.End)), ["filed"] = Each(f => DateOnly.Parse(f.Filed)),
            ["accession"] = Each(f => f.Filed), ["ingested_at"] = Each(_ => at),
        });
    }

    private Task WriteEarningsAsync(params (string Date, string Fetched, bool Actual)[] rows)
    {
        T[] Each<T>(Func<(string Date, string Fetched, bool Actual), T> of) => Array.ConvertAll(rows, f => of(f));
        return WriteAsync("raw/earnings", rows.Length, new()
        {
            ["report_date"] = Each(r => DateOnly.Parse(r.Date)), ["hour"] = Each(_ => "amc"),
            ["fiscal_end"] = Each(_ => (DateOnly?)new DateOnly(2019, 12, 31)),
            ["eps_actual"] = Each(r => r.Actual ? 1.5 : double.NaN),
            ["ingested_at"] = Each(r => DateTimeOffset.Parse(r.Fetched).UtcDateTime),
        });
    }

    private Task WriteAsync(string table, int rows, Dictionary<string, Array> columns)
    {
        var contract = lake.Lake.Contracts[table];
        columns.Add("symbol", Enumerable.Repeat("AAA", rows).ToArray());
        foreach (var column in
            contract.Columns
                .Where(c => c is { Type: ColumnType.Text, Nullable: false } && !columns.ContainsKey(c.Name)))
            columns.Add(column.Name, Enumerable.Repeat("test", rows).ToArray());
        var days = new DateOnly(2020, 1, 1);
        return lake.Lake.Writer.WriteAsync(
            new LakeFileSpec
            {
                Table = contract, Stem = "all", Partition = [("source", "test")], Source = "test",
                First = days, Last = days.AddYears(1)
            }, new ColumnBatch(contract, columns, rows));
    }
}
