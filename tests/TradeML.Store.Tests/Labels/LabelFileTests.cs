using NUnit.Framework;
using Parquet;
using TradeML.Core.Errors;
using TradeML.Research.Labels;
using TradeML.Store.Labels;

namespace TradeML.Store.Tests.Labels;

[TestFixture]
public sealed class LabelFileTests
{
    private string folder = null!;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("trademl-labels-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, true);

    [Test]
    public async Task Run_ListingThatFails_HasTheAssumedReturnAndSaysSo()
    {
        var bars = Write(
            "bars.csv", "symbol,date,open,high,low,close,volume", "AAA,2024-03-04,10,10,10,10,1",
            "AAA,2024-03-05,8,8,8,8,1",
            "BBB,2024-03-04,10,10,10,10,1", "BBB,2024-03-05,11,11,11,11,1", "BBB,2024-03-06,12,12,12,12,1",
            "BBB,2024-03-07,13,13,13,13,1");
        var delistings = DelistingFile.Load(
            Write("ends.csv", "symbol,name,delist_date,reason,exchange",
                "AAA,\"Any, Inc.\",2024-03-06,BANKRUPTCY,NASDAQ"));
        var options = new LabelSetOptions { Kind = "forward", Horizon = 2 };
        var to = Path.Combine(folder, "labels.parquet");
        var run = await LabelFileRun.RunAsync(bars, to, "forward_2d", options, delistings, 1, TimeProvider.System);
        Assert.That(run.Ends,
            Is.EqualTo(
                new Dictionary<string, int>
                {
                    ["horizon"] = 2, ["delisted_performance_nasdaq"] = 2,
                    ["horizon_incomplete"] = 2
                }));
        Assert.That(run.Labelled, Is.EqualTo(4));
        await using var reader = await ParquetReader.CreateAsync(to);
        var fields = reader.Schema.GetDataFields();
        Assert.That(fields.Select(f => f.Name), Is.EqualTo(new[] { "symbol", "date", "label", "label_end", "end" }));
        using var group = reader.OpenRowGroupReader(0);
        var labels = new double?[6];
        await group.ReadAsync<double>(fields[2], labels.AsMemory());
        Assert.That(labels,
            Is.EqualTo(new double?[] { (0.8 * 0.45) - 1, 0.45 - 1, (12.0 / 10) - 1, (13.0 / 11) - 1, null, null })
                .Within(1e-15));
    }

    [Test]
    public async Task Run_TripleBarrierOnAnyThreads_GivesTheSameBytes()
    {
        var random = new Random(3);
        var lines = new List<string> { "symbol,date,open,high,low,close,volume" };
        foreach (var symbol in new[] { "A", "B", "C" })
            for (var day = new DateOnly(2024, 1, 1); day < new DateOnly(2024, 6, 1); day = day.AddDays(1))
                lines.Add(FormattableString.Invariant($"{symbol},{day:yyyy-MM-dd},9,11,8,{9 + random.NextDouble()},1"));
        var bars = Write("bars.csv", [.. lines]);
        var files = new[] { 1, 4 }.Select(threads => Path.Combine(folder, $"{threads}.parquet")).ToArray();
        for (var i = 0; i < 2; i++)
            await LabelFileRun.RunAsync(bars, files[i], "triple_barrier",
                new LabelSetOptions { Kind = "triple_barrier", Horizon = 10 }, [], i == 0 ? 1 : 4, TimeProvider.System);
        Assert.That(File.ReadAllBytes(files[1]), Is.EqualTo(File.ReadAllBytes(files[0])));
        await using var reader = await ParquetReader.CreateAsync(files[0]);
        Assert.That(reader.Schema.GetDataFields().Select(f => f.Name), Is.SupersetOf(new[] { "ret", "target" }));
    }

    [Test]
    public void Run_BadBars_LeavesNoFile()
    {
        var bars = Write("bars.csv", "symbol,date,open,high,low,close,volume", "AAA,2024-03-04,10,10,10,-10,1");
        var to = Path.Combine(folder, "labels.parquet");
        Assert
            .ThrowsAsync<TradeMLException>(() =>
                LabelFileRun.RunAsync(bars, to, "x", new LabelSetOptions { Kind = "forward" }, [], 1,
                    TimeProvider.System));
        Assert.That(Directory.GetFiles(folder, "labels*"), Is.Empty);
    }

    [TestCase("symbol,reason\nA,MERGER", "line 1, column delist_date", "no column 'delist_date'")]
    [TestCase("symbol,delist_date,reason\nA,soon,MERGER", "line 2, column delist_date", "not a day")]
    [TestCase("symbol,delist_date,reason\nA,2024-03-04", "line 2, column 1", "2 fields")]
    [TestCase("symbol,delist_date,reason\n,2024-03-04,MERGER", "line 2, column symbol", "empty")]
    public void Load_BadDelistings_AreRefusedWithTheirPlace(string text, string place, string message)
    {
        var fault = Assert.Throws<TradeMLException>(() => DelistingFile.Load(Write("ends.csv", text.Split('\n'))))!;
        Assert.That(fault.Place, Does.Contain(place));
        Assert.That(fault.Message, Does.Contain(message));
    }

    [Test]
    public void Load_TickerWithABlankBehindIt_IsTheTicker() =>
        Assert.That(
            DelistingFile.Load(Write("ends.csv", "symbol,delist_date,reason", "DDB ,2024-03-04,BANKRUPTCY"))[0].Symbol,
            Is.EqualTo("DDB"));

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
