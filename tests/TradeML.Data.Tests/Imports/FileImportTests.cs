using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Data.Settings;
using TradeML.Testing;

namespace TradeML.Data.Tests.Imports;

public sealed class FileImportTests
{
    private const string Header = "Symbol,Date,Open,High,Low,Close,Volume\n";
    private const string Vwap = "Symbol,Date,Open,High,Low,Close,Volume,Vwap\n";

    [Test]
    public async Task Bars_SoundFile_RowsStatusesAndNothingTheSecondTime()
    {
        using var lake = new TemporaryLake();
        var path = Write(lake,
            Header
                + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,2024-02-02,10.5,11,10,10.8,900\nBBB,2024-02-01,5,5,5,5,10\n");
        var first = await ImportAsync(lake, path);
        Assert.That(first, Is.EqualTo(new ImportSummary(3, 2, 3, 0)));
        Assert.That(await ImportAsync(lake, path), Is.EqualTo(new ImportSummary(3, 2, 0, 0)));
        var batch = lake.Lake.Reader.ReadBatch("raw/equities_bars", orderBy: "symbol, date");
        Assert.That(batch.Get<double[]>("close"), Is.EqualTo(new[] { 10.5, 10.8, 5 }));
        Assert.That(batch.Get<string?[]>("source_name"), Is.All.EqualTo("file"));
        Assert.That(lake.Lake.Partitions.Coverage("raw/equities_bars").Green, Is.EqualTo(3));
    }

    [Test]
    public async Task Bars_ImpossibleRows_SetAsideWithTheirLine()
    {
        using var lake = new TemporaryLake();
        var path = Write(lake,
            Header
                + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,2024-02-02,-1,11,10,10.8,900\nAAA,2024-02-03,10,11,9,10,"
                + "900\nAAA,2024-02-05,10,9,11,10,900\n");
        var summary = await ImportAsync(lake, path);
        Assert.That(summary, Is.EqualTo(new ImportSummary(4, 1, 1, 3)));
        var lines = Directory.GetFiles(Path.Combine(lake.Root, "qc", "quarantine"), "*.jsonl",
            SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();
        Assert.That(lines, Has.Some.Contains("bars.csv, line 3").And.Some.Contains("did not trade"));
        Assert.That(lines, Has.Some.Contains("bars.csv, line 5").And.Contains("OHLC_INCONSISTENT"));
    }

    [TestCase(Header + "AAA,2024-02-01,ten,11,9,10.5,1000\n", "'ten'", "line 2, column open")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,yesterday,10,11,9,10.5,1000\n", "'yesterday'",
        "line 3, column date")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,,1000\n", "empty", "line 2, column close")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10,1\nAAA,2024-02-01,10,11,9,10,1\n", "twice", "line 3, column date")]
    [TestCase("Symbol,Date,Open,High,Low,Close\nAAA,2024-02-01,10,11,9,10.5\n", "'volume'", "bars.csv")]
    [TestCase(Header, "no rows", "bars.csv")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10,1\n" + Vwap + "AAA,2024-02-02,10,11,9,10,1,10\n", "8 fields",
        "line 3, column 1")]
    [TestCase(Header + "\"AAA\",2024-02-01,10,11,9,10,1\n\"AAA,2024-02-02,10,11,9,10,1\n", "never closed",
        "line 3, column symbol")]
    [TestCase("Symbol,Date,Open,High,Low,Close,Volume,close\nAAA,2024-02-01,10,11,9,10,1,5\n", "'close' is there twice",
        "line 1, column close")]
    [TestCase(Vwap + "AAA,2024-02-01,10,11,9,10.5,1000,\"10,3\"\n", "'10,3', which is not a number",
        "line 2, column vwap")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10,1\nAAA,9999-12-31,10,11,9,10,1\n", "'9999-12-31'",
        "line 3, column date")]
    [TestCase(Header + "\nAAA,2024-02-01,10,11,9,10,1\n\n\nAAA,2024-02-02,10,11,9,x,1\n", "'x'",
        "line 6, column close")]
    public void Bars_BadFile_RefusedNamingThePlaceNothingImported(string text, string words, string place)
    {
        using var lake = new TemporaryLake();
        var error = Assert.ThrowsAsync<TradeMLException>(() => ImportAsync(lake, Write(lake, text)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Place, Does.Contain(place));
        Assert.That(lake.Lake.Reader.Files("raw/equities_bars"), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Bars_OfSessionsThatAreNotOver_AreSetAsideAndLeaveNoVerdict(bool minutes)
    {
        using var lake = new TemporaryLake(); // its clock stands at the close of 2024-03-04
        var at = minutes ? "T15:00:00Z" : "";
        string[] days = ["2024-03-01", "2024-03-04", "2024-03-05", "2034-12-20"];
        var path = Write(lake, Header + string.Concat(days.Select(d => $"AAA,{d}{at},10,11,9,10.5,1000\n")));
        if (minutes) File.WriteAllText(path, File.ReadAllText(path).Replace("Date", "Ts", StringComparison.Ordinal));
        Assert.That(await ImportAsync(lake, path, minutes), Is.EqualTo(new ImportSummary(4, 1, 2, 2)));
        var lines = Directory.GetFiles(Path.Combine(lake.Root, "qc", "quarantine"), "*.jsonl",
            SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();
        Assert.That(lines, Has.Exactly(2).Contains("is not over").And.Some.Contains("bars.csv, line 5"));
        Assert.That(
            lake.Lake.Control.Read(r => r.Query<string>("SELECT dt FROM partition_status ORDER BY dt")),
            Is.EqualTo(new[] { "2024-03-01", "2024-03-04" }));
    }

    [Test]
    public async Task Bars_OfAMinute_RowsThroughDaylightSavingAndTheOthersSetAside()
    {
        using var lake = new TemporaryLake();
        var path = Write(lake, "Symbol,Ts,Open,High,Low,Close,Volume\n"
            + "AAA,2024-03-01T20:59:00Z,10,11,9,10.5,1000\n" // the session's last minute, in winter
            + "AAA,2024-03-11T09:30:00-04:00,10.5,11,10,10.8,900\n" // the first, in summer
            + "AAA,2024-03-11T13:29:00Z,1,1,1,1,1\n" // before the open
            + "AAA,2024-03-11T13:31:00Z,-1,11,10,10.8,900\nAAA,2024-03-09T15:00:00Z,10,11,10,10.8,900\n");
        lake.Time.SetUtcNow(new DateTimeOffset(2024, 3, 12, 0, 0, 0, TimeSpan.Zero));
        var first = await ImportAsync(lake, path, minutes: true);
        Assert.That(first, Is.EqualTo(new ImportSummary(5, 1, 2, 2, 1)));
        Assert.That(await ImportAsync(lake, path, minutes: true), Is.EqualTo(new ImportSummary(5, 1, 0, 2, 1)));
        var batch = lake.Lake.Reader.ReadBatch("raw/equities_minute", orderBy: "ts");
        Assert.That(batch.Get<DateTime[]>("ts"),
            Is.EqualTo(new[] { new DateTime(2024, 3, 1, 20, 59, 0), new DateTime(2024, 3, 11, 13, 30, 0) }));
        Assert.That(batch.Get<DateOnly[]>("date"),
            Is.EqualTo(new[] { new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 11) }));
        var lines = Directory.GetFiles(Path.Combine(lake.Root, "qc", "quarantine"), "*.jsonl",
            SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();
        Assert.That(lines, Has.Exactly(1).Contains("bars.csv, line 5").And.Exactly(1).Contains("without a session"));
    }

    [TestCase("AAA,2024-03-01T14:30:00,10,11,9,10,1\n", "time zone", "line 2, column ts")]
    [TestCase("AAA,04/03/2024 14:30:00Z,10,11,9,10,1\n", "not an instant", "line 2, column ts")]
    [TestCase("AAA,2024-03-01,10,11,9,10,1\n", "time zone", "line 2, column ts")]
    [TestCase("AAA,2024-03-01T14:30:00Z,10,11,9,10,1\nAAA,2024-03-01T09:30:00-05:00,10,11,9,10,1\n",
        "minute 2024-03-01T14:30:00Z twice", "line 3, column ts")]
    public void Bars_OfAMinuteInABadFile_RefusedNamingThePlace(string rows, string words, string place)
    {
        using var lake = new TemporaryLake();
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                ImportAsync(lake, Write(lake, "Symbol,Ts,Open,High,Low,Close,Volume\n" + rows), minutes: true));
        Assert.That(error!.Message, Does.Contain(words));
        Assert.That(error.Place, Does.Contain(place));
    }

    // The close stands 0.045 % above the high of 10.995, and 0.92 % above one of 10.9.
    [TestCase(false, 10.995, 1e-6, 0)]
    [TestCase(false, 10.995, 1e-3, 1)]
    [TestCase(false, 10.9, 1e-3, 0)]
    [TestCase(true, 10.995, 1e-6, 0)]
    [TestCase(true, 10.995, 1e-3, 1)]
    [TestCase(true, 10.9, 1e-3, 0)]
    public async Task Bars_HighBelowTheClose_TakenWithinTheTolerance(
        bool minutes, double high, double tolerance, int written)
    {
        using var lake = new TemporaryLake();
        var (column, at) = minutes ? ("Ts", "2024-03-01T15:00:00Z") : ("Date", "2024-03-01");
        var path = Write(lake, $"Symbol,{column},Open,High,Low,Close,Volume\nAAA,{at},10,{high},9,11,1000\n");
        var summary = await ImportAsync(lake, path, minutes, new QcThresholds { OhlcTolerance = tolerance });
        Assert.That(summary, Is.EqualTo(new ImportSummary(1, 1, written, 1 - written)));
        var folder = Path.Combine(lake.Root, "qc", "quarantine");
        var lines = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadAllLines)
            : [];
        Assert.That(lines,
            Has.Exactly(1 - written).Contains("OHLC_INCONSISTENT").And.Exactly(1 - written)
                .Contains("bars.csv, line 2"));
    }

    private static string Write(TemporaryLake lake, string text)
    {
        var path = Path.Combine(lake.Root, "bars.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<ImportSummary> ImportAsync(
        TemporaryLake lake, string path, bool minutes = false, QcThresholds? limits = null)
    {
        using var file = BarFile.Load(path, new BarFileOptions { Minutes = minutes });
        return await FileImport.BarsAsync(lake.Lake, file, ExchangeCalendar.Xnys, limits ?? new QcThresholds(),
            lake.Time);
    }
}
