using System.Text.Json;
using NUnit.Framework;

namespace Ata.Tests.Commands;

public sealed class LakeCommandTests
{
    private const string Header = "date,symbol,open,high,low,close,volume";
    private string root = null!;

    [SetUp]
    public void CreateRoot() => root = Directory.CreateTempSubdirectory("trademl-ata-").FullName;

    [TearDown]
    public void DeleteRoot() => Directory.Delete(root, recursive: true);

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
