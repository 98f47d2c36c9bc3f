using System.Text.Json;
using NUnit.Framework;

namespace Ata.Tests.Commands;

/// <summary>
/// With --json, standard output is one document and nothing else, whatever the command and however it ends.
/// </summary>
public sealed class JsonTests
{
    private readonly string root = Directory.CreateTempSubdirectory("trademl-json-").FullName;

    [OneTimeSetUp]
    public async Task MakeSmallLake()
    {
        var prices = Path.Combine(root, "prices.csv");
        await File.WriteAllTextAsync(prices,
            "date,symbol,open,high,low,close,volume\n2024-03-05,ABC,10,11,9,10.5,1000\n2024-03-04,ABC,10,11,9,10,"
                + "1000\n");
        var import = await RunAsync("import", "bars", prices);
        var init = await RunAsync("node", "init", "--source", "file", "--symbols", "ABC", "--start", "2024-03-01",
            "--end", "2024-03-09");
        Assert.That((import.ExitCode, init.ExitCode), Is.EqualTo((0, 0)), import.Error + init.Error);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Query_SameNameAgain_EveryValueHasANameOfItsOwn()
    {
        var run = await RunAsync("lake", "query", "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using var document = JsonDocument.Parse(run.Out);
        Assert.That(
            document.RootElement[0].EnumerateObject().Select(p => (p.Name, p.Value.GetInt32())),
            Is.EqualTo(new[] { ("a", 1), ("a_2", 2), ("a_1", 3), ("a_3", 4) }));
    }

    [TestCase(0, "lake", "tables")]
    [TestCase(0, "lake", "tables", "raw/equities_bars")]
    [TestCase(0, "lake", "query", "SELECT * FROM raw.equities_bars")]
    [TestCase(0, "lake", "query", "SELECT 'NaN'::DOUBLE AS unknown, NULL AS nothing")]
    [TestCase(2, "lake", "query", "SELECT [1, 2] AS list")]
    [TestCase(2, "lake", "query", "SELECT TIMESTAMP 'infinity' AS a")]
    [TestCase(2, "lake", "query", "SELECT DATE '0044-03-15 (BC)' AS a")]
    [TestCase(0, "lake", "query", "SELECT 'infinity'::DOUBLE AS a")]
    [TestCase(0, "lake", "verify")]
    [TestCase(0, "vendors", "list")]
    [TestCase(0, "vendors", "route", "equities_eod")]
    [TestCase(2, "vendors", "route", "nothing")]
    [TestCase(0, "audit", "gaps")]
    [TestCase(0, "audit", "status")]
    [TestCase(0, "audit", "status", "--by", "year")]
    [TestCase(0, "audit", "status", "--by", "symbol")]
    [TestCase(0, "curate", "run")]
    [TestCase(0, "calendar", "next", "--after", "2024-03-01")]
    [TestCase(0, "doctor", "--show-config")]
    [TestCase(2, "lake", "query", "SELEKT 1")]
    [TestCase(2, "import", "bars", "missing.csv")]
    [TestCase(2, "import", "members", "missing.csv")]
    [TestCase(3, "train", "equities_xs")]
    public async Task Json_OfACommand_IsOneDocument(int exitCode, params string[] args)
    {
        var run = await RunAsync([.. args, "--json"]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        using var document = JsonDocument.Parse(run.Out);
        Assert.That(document.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object).Or.EqualTo(JsonValueKind.Array));
    }

    [TestCase("lake", "query", "SELECT 1", "--limit", "-5")]
    [TestCase("lake", "verify", "--sample", "7")]
    [TestCase("lake", "verify", "--sample", "NaN")]
    [TestCase("lake", "tables", "raw/nothing")]
    [TestCase("audit", "gaps", "--limit", "-5")]
    [TestCase("audit", "gaps", "--tables", "raw/nothing")]
    [TestCase("audit", "status", "--by", "moon")]
    [TestCase("node", "init", "--symbols-file", "missing.txt")]
    [TestCase("node", "init", "--top", "0")]
    [TestCase("train", "no_such_model")]
    [TestCase("sim", "serve", "--fault", "nonsense:0.5")]
    [TestCase("demo", "--symbols", "-1")]
    public async Task Value_OutOfItsRange_IsBadInputAndNoDefect(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
            Assert.That(run.Error, Does.Not.Contain("defect"));
        });
    }

    private Task<AtaRun> RunAsync(params string[] args) =>
        AtaRun.InvokeAsync([.. args, "--lake", Path.Combine(root, args[0] == "demo" ? "demo" : "lake"), "--quiet"],
            directory: root);
}
