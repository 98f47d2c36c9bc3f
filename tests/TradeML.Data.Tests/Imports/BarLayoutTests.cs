using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Imports;

namespace TradeML.Data.Tests.Imports;

/// <summary>Files as other programs write them are read without being rewritten first.</summary>
public sealed class BarLayoutTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-layout-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("AAPL.csv", "Date,Open,High,Low,Close,Adj Close,Volume\n2024-03-04,10,11,9,10.5,5,100",
        TestName = "Yahoo")]
    [TestCase("aapl.us.txt", "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
        + "AAPL.US,D,20240304,000000,10,11,9,10.5,100,0", TestName = "Stooq")]
    [TestCase("aapl.us.csv", "Date,Open,High,Low,Close,Volume\n2024-03-04,10,11,9,10.5,100",
        TestName = "Stooq, one symbol")]
    [TestCase("AAPL.csv", "timestamp,open,high,low,close,volume\n2024-03-04,10,11,9,10.5,100",
        TestName = "Alpha Vantage")]
    [TestCase("aapl.csv", "date,1. open,2. high,3. low,4. close,5. volume\n2024-03-04,10,11,9,10.5,100",
        TestName = "Alpha Vantage through a data frame")]
    [TestCase("2024-03-04.csv", "ticker,volume,open,close,high,low,window_start,transactions\n"
        + "AAPL,100,10,10.5,11,9,1709528400000000000,7", TestName = "Polygon's flat file")]
    [TestCase("all.csv", "date,open,high,low,close,volume,Name\n2024-03-04,10,11,9,10.5,100,AAPL", TestName = "Kaggle")]
    [TestCase("frame.csv", ",symbol,open,high,low,close,volume\n2024-03-04,aapl,10,11,9,10.5,100",
        TestName = "Data frame with an index")]
    [TestCase("AAPL.tsv", "DATE\tOPEN\tHIGH\tLOW\tCLOSE\tVOLUME\n2024-03-04\t10\t11\t9\t10.5\t100",
        TestName = "Tabs, capitals")]
    public void Load_FileAsOthersWriteIt_IsTheBar(string name, string text) => ExpectTheBar(name, text, new());

    [Test]
    public void Load_ColumnsAndSymbolAsTheUserSays_IsTheBar() =>
        ExpectTheBar("mine.csv", "Date,Open,High,Low,Close,Last,Volume\n2024-03-04,10,11,9,1,10.5,100",
            new() { Symbol = "aapl", Columns = new Dictionary<string, string> { ["close"] = "last" } });

    [TestCase("prices.csv", "Date,Open,High,Low,Close,Volume", "'symbol'", "--symbol")]
    [TestCase("bars.csv", "Date,Open,High,Low,Close,Volume", "'symbol'", "--map symbol=NAME")]
    [TestCase("AAPL.csv", "Date,Open,High,Low,Adj Close,Volume", "'close'", "--map close=NAME")]
    public void Load_PartOfABarWithoutAColumn_IsRefusedWithWhatToSay(
        string name, string header, string words, string remedy)
    {
        var path = Write(name, header + "\n2024-03-04,10,11,9,10.5,100");
        var error = Assert.Throws<TradeMLException>(() => BarFile.Load(path))!;
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Remedy, Does.Contain(remedy));
    }

    [Test]
    public void Load_ColumnOfMapThatIsNotThere_IsRefused()
    {
        var path = Write("AAPL.csv", "Date,Open,High,Low,Close,Volume\n2024-03-04,10,11,9,10.5,100");
        var error = Assert.Throws<TradeMLException>(() =>
            BarFile.Load(path, new() { Columns = new Dictionary<string, string> { ["close"] = "Last" } }))!;
        Assert.That(error.Message, Does.Contain("no column 'Last'"));
    }

    [TestCase("Date,Open,High,Low,Close,<close>,Volume", "'close' and '<close>'")]
    [TestCase("Date,Open,High,Low,Close,Volume,<volume>", "'volume' and '<volume>'")]
    public void Load_TwoColumnsOfOnePart_IsRefused(string header, string words)
    {
        var path = Write("AAPL.csv", header + "\n2024-03-04,10,11,9,10.5,5,1000");
        var error = Assert.Throws<TradeMLException>(() => BarFile.Load(path))!;
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Remedy, Does.Contain("--map"));
    }

    [Test]
    public void Load_CompaniesInTheColumnName_AreNoTickers()
    {
        var path = Write("all.csv", "date,open,high,low,close,volume,name\n2024-03-04,10,11,9,10.5,100,Apple Inc.");
        var error = Assert.Throws<TradeMLException>(() => BarFile.Load(path))!;
        Assert.That(error.Message, Does.Contain("'Apple Inc.' is no ticker"));
        Assert.That(error.Place, Is.EqualTo("all.csv, line 2, column symbol"));
        using var said = BarFile.Load(path, new() { Symbol = "AAPL" });
        Assert.That(said.Symbols, Is.EqualTo(new[] { "AAPL" }));
    }

    [TestCase("aapl", "AAPL")]
    [TestCase("brk.b", "BRK.B")]
    [TestCase("AAPL.US", "AAPL")]
    [TestCase("ABRpD", "ABRpD", Description = "a preferred share's p is part of its name")]
    public void Ticker_AsWritten_IsThatOfTheLake(string written, string ticker) =>
        Assert.That(BarLayout.Ticker(written), Is.EqualTo(ticker));

    [Test]
    public void Load_SmallAndCapitalLetters_AreOneSymbol()
    {
        var path = Write("all.csv",
            "date,symbol,open,high,low,close,volume\n2024-03-04,AAPL,1,1,1,1,1\n2024-03-04,aapl,1,1,1,1,1");
        Assert.That(Assert.Throws<TradeMLException>(() => BarFile.Load(path))!.Message, Does.Contain("twice"));
    }

    [Test]
    public void Paths_FilesFoldersAndPatterns_AreFilesEachOnce()
    {
        foreach (var name in (string[])["B.csv", "A.csv.gz", "C.parquet", "notes.md"]) Write(name, "x");
        IReadOnlyList<string> Names(params string[] paths) =>
            [.. BarPaths.Of(paths.Select(p => Path.Combine(folder, p))).Select(p => Path.GetFileName(p)!)];
        Assert.That(Names(""), Is.EqualTo(new[] { "A.csv.gz", "B.csv", "C.parquet" }));
        Assert.That(Names("*.csv", "B.csv"), Is.EqualTo(new[] { "B.csv" }));
        Assert.That(Assert.Throws<TradeMLException>(() => Names("*.xls"))!.Message, Does.Contain("no file of bars"));
        Assert.That(Assert.Throws<TradeMLException>(() => Names("D.csv"))!.Message, Does.Contain("does not exist"));
    }

    private void ExpectTheBar(string name, string text, BarFileOptions options)
    {
        using var file = BarFile.Load(Write(name, text), options);
        Assert.That(file.Symbols, Is.EqualTo(new[] { "AAPL" }), file.Understood);
        var row = file.RowsOf("AAPL");
        Assert.That(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.Longs(1)[0])),
            Is.EqualTo(new DateOnly(2024, 3, 4)));
        Assert.That(Enumerable.Range(2, 5).Select(i => row.Doubles(i)[0]),
            Is.EqualTo(new[] { 10, 11, 9, 10.5, 100 }));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
