using NUnit.Framework;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Testing;
using TradeML.VendorSim.Market.Files;

namespace TradeML.VendorSim.Tests.Market;

public sealed class PriceFileMarketTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-prices-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Load_SmallFile_GivesItsRows()
    {
        var file = await WriteAsync(["A", "A", "B.X"], [Day(4), Day(5), Day(5)], [1.5, 1.6, 20]);
        var market = await PriceFileMarket.LoadAsync(file);
        Assert.That(market.Securities.Select(s => s.Symbol), Is.EqualTo(new[] { "A", "B.X" }));
        Assert.That(market.Rows, Is.EqualTo(3));
        Assert.That((market.Bars(0).Date(1), market.Bars(0).Close(1), market.Bars(0).Volume(1)),
            Is.EqualTo((new DateOnly(2024, 3, 5), 1.6, 100L)));
        Assert.That(market.Securities[1].Listed, Is.EqualTo(new DateOnly(2024, 3, 5)));
    }

    [TestCase(new[] { "A", "A" }, new[] { 5, 5 }, "row 2", "two rows")]
    [TestCase(new[] { "A", "A" }, new[] { 5, 4 }, "row 2", "goes back")]
    [TestCase(new[] { "B", "A" }, new[] { 4, 5 }, "row 2", "comes after")]
    [TestCase(new[] { "A", "B", "A" }, new[] { 4, 5, 6 }, "row 3", "comes after")]
    public async Task Load_RowsOutOfOrder_NamesFileAndRow(string[] symbols, int[] days, string row, string mention)
    {
        var file = await WriteAsync(symbols, [.. days.Select(Day)], [.. days.Select(_ => 1.0)]);
        var error = Assert.ThrowsAsync<TradeMLException>(() => PriceFileMarket.LoadAsync(file))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Place, Does.Contain(file).And.Contain(row));
        Assert.That(error.Message, Does.Contain(mention));
    }

    [Test]
    public async Task Load_MissingColumn_NamesIt()
    {
        var file = await WriteAsync(["A"], [Day(4)], [1.0], closeName: "last");
        var error = Assert.ThrowsAsync<TradeMLException>(() => PriceFileMarket.LoadAsync(file))!;
        Assert.That(error.Message, Is.EqualTo("There is no column 'close'."));
    }

    [Test]
    public async Task Load_PricesAsActions_NamesTheMissingColumn()
    {
        var file = await WriteAsync(["A"], [Day(4)], [1.0]);
        var error = Assert.ThrowsAsync<TradeMLException>(() => PriceFileMarket.LoadAsync(file, file))!;
        Assert.That(error.Message, Does.Contain("ex_date"));
    }

    [Test]
    public void Load_NoSuchFileOrNoParquet_SaysSo()
    {
        var missing = Assert
            .ThrowsAsync<TradeMLException>(() => PriceFileMarket.LoadAsync(Path.Combine(folder, "none.parquet")))!;
        Assert.That(missing.Message, Does.Contain("does not exist"));
        var text = Path.Combine(folder, "text.parquet");
        File.WriteAllText(text, "symbol,date,open,high,low,close,volume\n");
        var unreadable = Assert.ThrowsAsync<TradeMLException>(() => PriceFileMarket.LoadAsync(text))!;
        Assert.That(unreadable.Place, Is.EqualTo(text));
    }

    [Test]
    public async Task Load_RealPrices_HoldKnownBarsAndActions()
    {
        var market = await PriceFileMarket.LoadAsync(TestPaths.SharedFile("equities_eod.parquet"),
            TestPaths.SharedFile("corp_actions.parquet"));
        var apple = market.Securities.Single(s => s.Symbol == "AAPL");
        var bars = market.Bars(apple.Index);
        var i = bars.LowerBound(new DateOnly(2014, 6, 6).DayNumber);
        Assert.That((bars.Date(i), bars.Close(i)), Is.EqualTo((new DateOnly(2014, 6, 6), 645.57)));
        var split = market.CorporateActions
            .Single(a => a.SecurityIndex == apple.Index && a.ExDate == new DateOnly(2014, 6, 9));
        Assert.That(split.Ratio, Is.EqualTo(bars.Close(i) / bars.Close(i + 1)).Within(0.2));
        Assert.That(market.Rows, Is.EqualTo(market.Securities.Sum(s => market.Bars(s.Index).Count)));
        Assert.That(market.Securities, Has.Count.GreaterThan(100));
        Assert.That(
            market.CorporateActions.Zip(market.CorporateActions.Skip(1))
                .All(pair => pair.First.ProcessDate <= pair.Second.ProcessDate), Is.True);
        Assert.That(market.CorporateActions.Select(a => a.Id).Distinct().Count(),
            Is.EqualTo(market.CorporateActions.Count));
    }

    private static DateTime Day(int day) => new(2024, 3, day, 0, 0, 0, DateTimeKind.Utc);

    private async Task<string> WriteAsync(
        string[] symbols, DateTime[] dates, double[] closes, string closeName = "close")
    {
        DataField[] fields =
        [
            new DataField<string>("symbol"), new DateTimeDataField("date", DateTimeFormat.Date),
            new DataField<double>("open"), new DataField<double>("high"),
            new DataField<double>("low"), new DataField<double>(closeName), new DataField<long>("volume"),
        ];
        var file = Path.Combine(folder, "prices.parquet");
        await using var stream = File.Create(file);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(fields[0], symbols);
        await group.WriteAsync<DateTime>(fields[1], dates);
        foreach (var field in fields[2..6]) await group.WriteAsync<double>(field, closes);
        await group.WriteAsync<long>(fields[6], Enumerable.Repeat(100L, symbols.Length).ToArray());
        return file;
    }
}
