using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Core.Tests.Configuration;

[TestFixture]
public sealed class StageFileTests
{
    private string path = "";

    [SetUp]
    public void MakeFolder() => path = Path.Combine(Directory.CreateTempSubdirectory("trademl-stage-").FullName, "stage.yml");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Test]
    public void Read_WrittenFile_IsTheSame()
    {
        var written = new StageFile
        {
            Stage = 1, NodeId = "it's", Source = "alpaca_sip", Symbols = ["BRK.B", "NO", "ON", "TRUE", "123"], // tickers that YAML would read as something else
            Datasets = new Dictionary<string, StageWindow>
            {
                ["equities_eod"] = new() { Start = new DateOnly(2005, 1, 1), End = new DateOnly(2021, 4, 22) },
                ["corp_actions"] = new() { Start = new DateOnly(2005, 1, 1) },
            },
        };
        written.Write(path);
        written.Write(path);
        var read = StageFile.Read(path);
        Assert.That((read.Stage, read.NodeId, read.Source), Is.EqualTo((1, "it's", "alpaca_sip")));
        Assert.That(read.Symbols, Is.EqualTo(written.Symbols));
        Assert.That(read.Datasets["equities_eod"].End, Is.EqualTo(new DateOnly(2021, 4, 22)));
        Assert.That(read.Datasets["corp_actions"].EndOr(new DateOnly(2030, 1, 1)), Is.EqualTo(new DateOnly(2030, 1, 1)));
        Assert.That(read.ToYaml(), Is.EqualTo(written.ToYaml()));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1), "No temporary file is left.");
    }

    [Test]
    public void Read_NoFile_SaysHowToMakeOne()
    {
        var error = Assert.Throws<TradeMLException>(() => StageFile.Read(path));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.DataMissing));
        Assert.That(error.Remedy, Does.Contain("ata node init"));
    }

    [Test]
    public void Read_EmptyWindow_NamesTheLine()
    {
        File.WriteAllText(path, "node_id: n\nsource: s\nsymbols: []\ndatasets:\n  equities_eod: { start: 2020-01-02, end: 2020-01-02 }\n");
        var error = Assert.Throws<TradeMLException>(() => StageFile.Read(path));
        Assert.That(error!.Place, Is.EqualTo($"{path}:5"));
        Assert.That(error.Message, Does.Contain("after start (2020-01-02)"));
    }
}
