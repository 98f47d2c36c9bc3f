using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Settings;

namespace TradeML.Data.Tests.Settings;

[TestFixture]
public sealed class NodeStageTests
{
    private string path = "";

    [SetUp]
    public void MakeFolder() =>
        path = Path.Combine(Directory.CreateTempSubdirectory("trademl-stage-").FullName, "stage.yml");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Test]
    public void Read_DatasetsWithTheirOwnSourceAndKeys_KeepsThem()
    {
        var written = new NodeStage
        {
            NodeId = "pi", Source = "alpaca_sip", Symbols = ["AAPL"],
            Datasets = new Dictionary<string, StageWindow>
            {
                ["equities_eod"] = new() { Start = new DateOnly(2020, 1, 1) },
                ["equities_minute"] = new() { Start = new DateOnly(2024, 1, 1), Source = "alpaca_iex" },
                ["macros_fred"] = new()
                {
                    Start = new DateOnly(2000, 1, 1), End = new DateOnly(2025, 1, 1),
                    Symbols = ["UNRATE", "NO"]
                },
            },
        };
        written.Write(path);
        var read = NodeStage.Read(path);
        Assert.That((read.SourceOf("equities_eod"), read.SourceOf("equities_minute"), read.SourceOf("macros_fred")),
            Is.EqualTo(("alpaca_sip", "alpaca_iex", (string?)null)));
        Assert.That(read.KeysOf("macros_fred"), Is.EqualTo(new[] { "UNRATE", "NO" }));
        Assert.That(read.KeysOf("equities_minute"), Is.EqualTo(new[] { "AAPL" }));
        Assert.That(read.Datasets["macros_fred"].End, Is.EqualTo(new DateOnly(2025, 1, 1)));
    }

    [Test]
    public void Read_WrittenFile_IsTheSame()
    {
        var written = new NodeStage
        {
            // tickers that YAML would read as something else
            Stage = 1, NodeId = "it's", Source = "alpaca_sip", Symbols = ["BRK.B", "NO", "ON", "TRUE", "123"],
            Datasets = new Dictionary<string, StageWindow>
            {
                ["equities_eod"] = new() { Start = new DateOnly(2005, 1, 1), End = new DateOnly(2021, 4, 22) },
                ["corp_actions"] = new() { Start = new DateOnly(2005, 1, 1) },
            },
        };
        written.Write(path);
        written.Write(path);
        var read = NodeStage.Read(path);
        Assert.That((read.Stage, read.NodeId, read.Source), Is.EqualTo((1, "it's", "alpaca_sip")));
        Assert.That(read.Symbols, Is.EqualTo(written.Symbols));
        Assert.That(read.Datasets["equities_eod"].End, Is.EqualTo(new DateOnly(2021, 4, 22)));
        Assert.That(read.Datasets["corp_actions"].EndOr(new DateOnly(2030, 1, 1)),
            Is.EqualTo(new DateOnly(2030, 1, 1)));
        Assert.That(read.ToYaml(), Is.EqualTo(written.ToYaml()));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1),
            "No temporary file is left.");
    }

    [Test]
    public void Read_NoFile_SaysHowToMakeOne()
    {
        var error = Assert.Throws<TradeMLException>(() => NodeStage.Read(path));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.DataMissing));
        Assert.That(error.Remedy, Does.Contain("ata node init"));
    }

    [Test]
    public void Read_EmptyWindow_NamesTheLine()
    {
        File.WriteAllText(path,
            "node_id: n\nsource: s\nsymbols: []\ndatasets:\n  equities_eod: { start: 2020-01-02, end: 2020-01-02 }\n");
        var error = Assert.Throws<TradeMLException>(() => NodeStage.Read(path));
        Assert.That(error!.Place, Is.EqualTo($"{path}:5"));
        Assert.That(error.Message, Does.Contain("after start (2020-01-02)"));
    }
}
