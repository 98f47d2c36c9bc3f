using System.Text.Json;
using NUnit.Framework;

namespace Ata.Tests.Commands;

public sealed class ImportCommandTests
{
    private const string Header = "date,symbol,open,high,low,close,volume";
    private string root = null!;

    [SetUp]
    public void CreateRoot() => root = Directory.CreateTempSubdirectory("trademl-ata-").FullName;

    [TearDown]
    public void DeleteRoot() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Import_GoodFile_CanBeQueriedAndImportedAgain()
    {
        var file = Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000", "2024-03-05,ABC,10.5,12,10,11,1500");
        var first = await RunAsync("import", "bars", file, "--json");
        var again = await RunAsync("import", "bars", file, "--json");
        var query = await RunAsync("lake", "query", "SELECT date, close FROM raw.equities_bars ORDER BY date",
            "--json");
        using var imported = JsonDocument.Parse(first.Out);
        using var repeated = JsonDocument.Parse(again.Out);
        using var rows = JsonDocument.Parse(query.Out);
        Assert.Multiple(() =>
        {
            Assert.That(imported.RootElement.GetProperty("written").GetInt64(), Is.EqualTo(2));
            Assert.That(repeated.RootElement.GetProperty("written").GetInt64(), Is.Zero);
            Assert.That(rows.RootElement.EnumerateArray().Select(r => r.GetProperty("close").GetDouble()),
                Is.EqualTo(new[] { 10.5, 11 }));
        });
    }

    [Test]
    public async Task Import_FolderOfFilesASymbol_IsShownThenImported()
    {
        const string yahoo = "Date,Open,High,Low,Close,Adj Close,Volume";
        Write("AAA.csv", yahoo, "2024-03-04,10,11,9,10.5,5,1000");
        Write("bbb.csv", yahoo, "2024-03-05,20,21,19,20.5,10,2000");
        var shown = await RunAsync("import", "bars", root, "--dry-run");
        var lakeAfterwards = Directory.Exists(Path.Combine(root, "lake"));
        var done = await RunAsync("import", "bars", Path.Combine(root, "*.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(shown.Out, Does.Contain("bbb.csv: 1 rows of BBB, 2024-03-05 to 2024-03-05")
                .And.Contain("adj close not read").And.Contain("Nothing was written"));
            Assert.That(lakeAfterwards, Is.False);
            Assert.That(done.Out, Does.Contain("2 rows of 2 symbols in 2 files read: 2 new or changed"));
        });
    }

    [Test]
    public async Task Import_OneFaultAmongManyFiles_ImportsNone()
    {
        Write("AAA.csv", Header, "2024-03-04,AAA,10,11,9,10.5,1000");
        Write("BBB.csv", Header, "2024-03-04,BBB,ten,11,9,10.5,1000");
        var fault = await RunAsync("import", "bars", root);
        Write("BBB.csv", Header, "2024-03-04,AAA,10,11,9,10.5,1000");
        var twice = await RunAsync("import", "bars", root);
        Assert.Multiple(() =>
        {
            Assert.That((fault.ExitCode, twice.ExitCode), Is.EqualTo((2, 2)));
            Assert.That(fault.Error, Does.Contain("BBB.csv, line 2, column open"));
            Assert.That(twice.Error, Does.Contain("AAA stands in AAA.csv and in BBB.csv"));
            Assert.That(Directory.Exists(Path.Combine(root, "lake")), Is.False);
        });
    }

    [Test]
    public async Task Import_SymbolsOfDifferentSpans_OweOnlyWhatTheirFilesCover()
    {
        static string[] Bars(string symbol, params string[] days) =>
            [Header, .. days.Select(day => $"{day},{symbol},10,11,9,10.5,1000")];
        Write("AAA.csv", Bars("AAA", "2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08"));
        Write("BBB.csv", Bars("BBB", "2024-03-06", "2024-03-08")); // begins late, and lacks a session within
        Write("CCC.csv", Bars("CCC", "2024-03-04", "2024-03-05")); // ends early
        var import = await RunAsync("import", "bars", root);
        var init = import.Out.Split("Next: ata ")[1].Split(", then")[0].Split(' ');
        var node = await RunAsync(init);
        var gaps = await RunAsync("audit", "gaps");
        var rows = await RunAsync("lake", "query",
            "SELECT symbol, dt::VARCHAR AS day, qc_code FROM control.partition_status WHERE status = 'RED' AND "
                + "table_name = 'raw/equities_bars'", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(node.ExitCode, Is.Zero, node.Error + node.Out);
            Assert.That(node.Out, Does.Contain("Stage: 3 symbols").And.Contain("Next: ata audit gaps"));
            Assert.That(rows.Out, Does.Contain("BBB").And.Contain("2024-03-07"), rows.Error + gaps.Out + gaps.Error);
            Assert.That(rows.Out, Does.Not.Contain("CCC").And.Not.Contain("2024-03-04"));
        });
    }

    [TestCase("date,symbol,open,high,low,close\n2024-03-04,ABC,10,11,9,10", "volume")]
    [TestCase(Header + "\n2024-03-04,ABC,ten,11,9,10,100", "open")]
    [TestCase(Header + "\n2024-03-04,ABC,10,11,9,10,100\n2024-03-04,ABC,10,11,9,10,100", "ABC")]
    [TestCase(Header + "\nyesterday,ABC,10,11,9,10,100", "date")]
    [TestCase(Header + "\n", "bad.csv")]
    public async Task Import_BadFile_IsRefusedWholeWithTwo(string text, string named)
    {
        var run = await RunAsync("import", "bars", Write("bad.csv", text));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
            Assert.That(run.Error, Does.Contain(named).And.Contain("bad.csv"));
            Assert.That(Directory.Exists(Path.Combine(root, "lake")), Is.False, "no empty lake is left");
        });
    }

    [Test]
    public async Task Import_ImpossibleAndUnsortedRows_AreSetAsideAndSorted()
    {
        var file = Write("mixed.csv", Header, "2024-03-06,ABC,10,11,9,10.5,1000", "2024-03-04,ABC,-10,11,9,10.5,1000",
            "2024-03-05,ABC,10,11,9,10,900");
        var import = await RunAsync("import", "bars", file, "--json");
        var rows = await RunAsync("lake", "query", "SELECT date::VARCHAR AS day FROM raw.equities_bars", "--json");
        using var summary = JsonDocument.Parse(import.Out);
        using var days = JsonDocument.Parse(rows.Out);
        Assert.Multiple(() =>
        {
            Assert.That(summary.RootElement.GetProperty("quarantined").GetInt64(), Is.EqualTo(1),
                "the price below zero");
            Assert.That(days.RootElement.EnumerateArray().Select(r => r.GetProperty("day").GetString()),
                Is.EqualTo(new[] { "2024-03-05", "2024-03-06" }));
        });
    }

    [Test]
    public async Task Import_MissingFile_LeavesNoLakeBehind()
    {
        var run = await RunAsync("import", "bars", Path.Combine(root, "mistyped.csv"));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("mistyped.csv"));
            Assert.That(Directory.Exists(Path.Combine(root, "lake")), Is.False);
        });
    }

    [Test]
    public async Task NodeInit_FromFilesThatWereNotImported_LeavesNoLakeBehind()
    {
        var init = await RunAsync("node", "init", "--source", "file");
        Write("actions.csv", "symbol,ex_date,event_type,amount", "ABC,2024-03-04,DIVIDEND,1");
        var complete = await RunAsync("import", "actions", Path.Combine(root, "actions.csv"), "--complete");
        Assert.Multiple(() =>
        {
            Assert.That((init.ExitCode, complete.ExitCode), Is.EqualTo((2, 2)));
            Assert.That(init.Error, Does.Contain("ata import bars"));
            Assert.That(Directory.Exists(Path.Combine(root, "lake")), Is.False);
        });
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(root, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        return path;
    }

    private Task<AtaRun> RunAsync(params string[] args) =>
        AtaRun.InvokeAsync([.. args, "--lake", Path.Combine(root, "lake")], directory: root);
}
