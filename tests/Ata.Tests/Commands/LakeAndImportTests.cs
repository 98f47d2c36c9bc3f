using System.Text.Json;
using NUnit.Framework;

namespace Ata.Tests.Commands;

public sealed class LakeAndImportTests
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

    [Test]
    public async Task Curate_ImportedBarsWithoutAStage_BuildsAndSaysWhatIsNext()
    {
        await RunAsync("import", "bars",
            Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000", "2024-03-05,ABC,10.5,12,10,11,1500"));
        var curate = await RunAsync("curate", "run");
        var securities = await RunAsync("reference", "securities", "ABC", "--json");
        using var rows = JsonDocument.Parse(securities.Out);
        Assert.Multiple(() =>
        {
            Assert.That(curate.ExitCode, Is.Zero, curate.Error);
            Assert.That(curate.Out, Does.Contain("1 symbols had changed").And.Contain("ata node init"));
            Assert.That(rows.RootElement.EnumerateArray().Single().GetProperty("security_id").GetString(),
                Is.EqualTo("ABC.20240304"));
        });
    }

    // each file, and what the sentence must name
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
    public async Task Query_WrongSql_IsAnsweredInDuckDbsOwnWordsWithTwo()
    {
        await RunAsync("import", "bars", Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000"));
        var run = await RunAsync("lake", "query", "SELEKT 1");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("SELEKT"));
        });
    }

    [Test]
    public async Task Query_AsOfThatIsNoInstant_SaysHowOneIsWritten()
    {
        await RunAsync("import", "bars", Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000"));
        var run = await RunAsync("lake", "query", "SELECT 1", "--as-of", "noon");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("noon").And.Contain("2024-03-04T21:00:00Z"));
        });
    }

    [Test]
    public async Task Query_BeforeTheRowWasKnown_ShowsNothing()
    {
        await RunAsync("import", "bars", Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000"));
        var before = await RunAsync("lake", "query", "SELECT count(*) AS n FROM raw.equities_bars", "--as-of",
            "2024-06-30T00:00:00Z", "--json");
        var after = await RunAsync("lake", "query", "SELECT count(*) AS n FROM raw.equities_bars", "--as-of",
            "2024-07-02T00:00:00Z", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(before.Out, Does.Contain("\"n\": 0"));
            Assert.That(after.Out, Does.Contain("\"n\": 1"));
        });
    }

    [Test]
    public async Task Verify_ChangedByte_IsFoundWithSix()
    {
        await RunAsync("import", "bars", Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000"));
        var file = Directory.GetFiles(Path.Combine(root, "lake", "raw"), "*.parquet", SearchOption.AllDirectories)
            .Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var run = await RunAsync("lake", "verify");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(6));
            Assert.That(run.Out, Does.Contain(Path.GetFileName(file)));
        });
    }

    [TestCase("audit", "status")]
    [TestCase("backfill", "run")]
    [TestCase("lake", "query", "SELECT 1")]
    [TestCase("train", "equities_xs")]
    public async Task Verb_WithoutALake_SaysHowToMakeOneWithFour(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(4));
            Assert.That(run.Error, Does.Contain("ata node init"));
        });
    }

    [TestCase(new[] { "--start", "2020-01-01" }, "symbols")]
    [TestCase(new[] { "--symbols", "A$B", "--start", "2020-01-01" }, "A$B")]
    [TestCase(new[] { "--symbols", "ABC", "--start", "2020-01-01", "--end", "2019-01-01" }, "empty")]
    [TestCase(new[] { "--symbols", "ABC", "--start", "1950-01-01" }, "1990")]
    public async Task NodeInit_WrongStage_IsRefusedWithTwo(string[] args, string named)
    {
        var run = await RunAsync(["node", "init", .. args]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain(named));
        });
    }

    [Test]
    public async Task NodeInit_Twice_OnlyAdds()
    {
        await RunAsync("node", "init", "--symbols", "ABC,DEF", "--start", "2020-01-01", "--end", "2021-01-01");
        var again = await RunAsync("node", "init", "--symbols", "DEF,GHI", "--start", "2020-01-01", "--end",
            "2021-01-01", "--json");
        using var result = JsonDocument.Parse(again.Out);
        Assert.Multiple(() =>
        {
            Assert.That(result.RootElement.GetProperty("symbols").GetInt32(), Is.EqualTo(3));
            Assert.That(result.RootElement.GetProperty("tasks_added").GetInt32(), Is.EqualTo(2),
                "bars and corporate actions of GHI");
        });
    }

    [Test]
    public async Task Configuration_ThreeFaults_AreNamedInOneMessage()
    {
        var configs = Path.Combine(root, "configs");
        CopyTree(Path.Combine(AppContext.BaseDirectory, "configs"), configs);
        await File.AppendAllTextAsync(Path.Combine(configs, "backfill.yml"), "\nbogus_key: 1\n");
        await File.WriteAllTextAsync(Path.Combine(configs, "env", "dev", "edge.yml"),
            "max_inflight: many\nforward_every_minutes: -3\n");
        await RunAsync("import", "bars", Write("good.csv", Header, "2024-03-04,ABC,10,11,9,10.5,1000"));
        var run = await RunAsync("lake", "verify", "--config", configs, "--env", "dev");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error,
                Does.Contain("3 faults").And.Contain("bogus_key").And.Contain("many").And.Contain("edge.yml:2"));
        });
    }

    [Test]
    public async Task Doctor_OnThisMachine_FindsTheEngines()
    {
        var run = await RunAsync("doctor", "--json");
        using var document = JsonDocument.Parse(run.Out);
        var checks = document.RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("state").GetString());
        Assert.That(checks,
            Does.ContainKey("engines").WithValue("OK").And.ContainKey("configuration")
                .WithValue("OK").And.ContainKey("lake").WithValue("NOTE"));
    }

    private static void CopyTree(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
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
