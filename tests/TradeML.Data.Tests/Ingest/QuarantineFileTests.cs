using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Ingest.Results;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Tests.Ingest;

public sealed class QuarantineFileTests
{
    private static readonly DateOnly Day = new(2024, 3, 4);
    private string root = "";

    [SetUp]
    public void Create() => root = Directory.CreateTempSubdirectory("trademl-quarantine-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public void Write_Rows_AreLinesWithReasonAndContent()
    {
        var path = Write(new QuarantinedRow("close < 0", "BRK/B", Day, "{\"c\":-1}", "page 1, row 2"),
            new QuarantinedRow("no date", "BRK/B", null, "<é>", "row 3"));
        Assert.That(path, Does.StartWith("qc/quarantine/equities_eod/2024-03-04/BRK%2FB."));
        var lines = File.ReadAllLines(Path.Combine(root, path!)).Select(l => JsonDocument.Parse(l).RootElement)
            .ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        string? Get(int line, string name) => lines[line].GetProperty(name).GetString();
        Assert.That((Get(0, "reason"), Get(0, "symbol"), Get(0, "date"), Get(0, "place")),
            Is.EqualTo(("close < 0", "BRK/B", "2024-03-04", "page 1, row 2")));
        Assert.That((Get(0, "content"), Get(0, "source"), Get(0, "source_uri")),
            Is.EqualTo(("{\"c\":-1}", "alpaca_sip", "vendor/bars")));
        Assert.That((Get(1, "date"), Get(1, "content")), Is.EqualTo(((string?)null, "<é>")));
        Assert.That(Directory.GetFiles(root, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Write_TheSameAgain_IsTheSameFileAndOthersAnother()
    {
        var row = new QuarantinedRow("bad", "A", Day, "x", "row 1");
        var first = Write(row);
        Assert.That(Write(row), Is.EqualTo(first));
        Assert.That(Write(row with { Content = "y" }), Is.Not.EqualTo(Write(row)));
        Assert.That(Directory.GetFiles(root, "*.jsonl", SearchOption.AllDirectories), Has.Length.EqualTo(2));
    }

    [Test]
    public void Write_SeveralOrNoSymbols_IsNamedSeveral()
    {
        var row = new QuarantinedRow("bad", "A", Day, "x", "row 1");
        Assert.That(Path.GetFileName(Write(row, row with { Symbol = "B" })), Does.StartWith("several."));
        Assert.That(Path.GetFileName(Write(row with { Symbol = null })), Does.StartWith("several."));
        Assert.That(Write(), Is.Null, "nothing is nothing to write");
    }

    [Test]
    public void Write_FolderThatIsAFile_SaysWhatToDo()
    {
        File.WriteAllText(Path.Combine(root, "qc"), "in the way");
        var error = Assert.Throws<TradeMLException>(() => Write(new QuarantinedRow("bad", "A", Day, "x", "row 1")))!;
        Assert.That((error.Kind, error.Remedy), Is.EqualTo((ErrorKind.Storage, "Check the lake's disk.")));
    }

    private string? Write(params QuarantinedRow[] rows) =>
        QuarantineFile.Write(root, "equities_eod", "alpaca_sip", "vendor/bars", Day, rows);
}
