using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Connectors.Files;
using TradeML.Testing;

namespace TradeML.Data.Tests.Connectors;

public sealed class FileImportTests
{
    private const string Header = "Symbol,Date,Open,High,Low,Close,Volume\n";

    [Test]
    public async Task Bars_SoundFile_RowsStatusesAndNothingTheSecondTime()
    {
        using var lake = new TemporaryLake();
        var path = Write(lake, Header + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,2024-02-02,10.5,11,10,10.8,900\nBBB,2024-02-01,5,5,5,5,10\n");
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
        var path = Write(lake, Header + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,2024-02-02,-1,11,10,10.8,900\nAAA,2024-02-03,10,11,9,10,900\nAAA,2024-02-05,10,9,11,10,900\n");
        var summary = await ImportAsync(lake, path);
        Assert.That(summary, Is.EqualTo(new ImportSummary(4, 1, 1, 3)));
        var lines = Directory.GetFiles(Path.Combine(lake.Root, "qc", "quarantine"), "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();
        Assert.That(lines, Has.Some.Contains("bars.csv, line 3").And.Some.Contains("did not trade"));
    }

    [TestCase(Header + "AAA,2024-02-01,ten,11,9,10.5,1000\n", "'ten'", "line 2, column open")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10.5,1000\nAAA,yesterday,10,11,9,10.5,1000\n", "'yesterday'", "line 3, column date")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,,1000\n", "empty", "line 2, column close")]
    [TestCase(Header + "AAA,2024-02-01,10,11,9,10,1\nAAA,2024-02-01,10,11,9,10,1\n", "twice", "line 3, column date")]
    [TestCase("Symbol,Date,Open,High,Low,Close\nAAA,2024-02-01,10,11,9,10.5\n", "'volume'", "bars.csv")]
    [TestCase(Header, "no rows", "bars.csv")]
    public void Bars_BadFile_RefusedNamingThePlaceNothingImported(string text, string words, string place)
    {
        using var lake = new TemporaryLake();
        var error = Assert.ThrowsAsync<TradeMLException>(() => ImportAsync(lake, Write(lake, text)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Place, Does.Contain(place));
        Assert.That(lake.Lake.Reader.Files("raw/equities_bars"), Is.Empty);
    }

    private static string Write(TemporaryLake lake, string text)
    {
        var path = Path.Combine(lake.Root, "bars.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<ImportSummary> ImportAsync(TemporaryLake lake, string path) =>
        FileImport.BarsAsync(lake.Lake, path, ExchangeCalendar.Xnys, new QcThresholds(), lake.Time);
}
