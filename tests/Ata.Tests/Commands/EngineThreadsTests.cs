using NUnit.Framework;
using TradeML.Testing;

namespace Ata.Tests.Commands;

/// <summary><c>engine.threads</c> of <c>edge.yml</c> holds for every command that computes.</summary>
public sealed class EngineThreadsTests
{
    private static readonly Dictionary<string, string> NoNumber = new() { ["TRADEML__EDGE__ENGINE__THREADS"] = "many" };

    private string root = null!;

    [SetUp]
    public void CreateRoot() => root = Directory.CreateTempSubdirectory("trademl-ata-").FullName;

    [TearDown]
    public void DeleteRoot() => Directory.Delete(root, recursive: true);

    [TestCase("1")]
    [TestCase("3")]
    public async Task Query_ThreadsOfTheSetting_AreTheSessions(string threads)
    {
        await File.WriteAllTextAsync(Path.Combine(root, "bars.csv"),
            "date,symbol,open,high,low,close,volume\n2024-03-04,ABC,10,11,9,10.5,1000\n");
        await RunAsync([], "import", "bars", "bars.csv");
        var run = await RunAsync(new() { ["TRADEML__EDGE__ENGINE__THREADS"] = threads }, "lake", "query",
            "SELECT current_setting('threads') AS threads", "--json");
        Assert.That(run.Out, Does.Match($"\"threads\": *\"?{threads}\"?"), run.Error);
    }

    [TestCase("features", "equities", "--bars", "bars.parquet", "--out", "out.parquet")]
    [TestCase("features", "intraday", "--bars", "bars.parquet", "--out", "out.parquet")]
    [TestCase("features", "profile", "bars.parquet")]
    [TestCase("labels", "forward", "--bars", "bars.parquet", "--out", "out.parquet")]
    [TestCase("audit", "pit", "--bars", "bars.parquet")]
    public async Task File_ThreadsThatAreNoNumber_RefusedNamingTheSetting(params string[] args)
    {
        var run = await RunAsync(NoNumber, args);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("threads").IgnoreCase);
    }

    [Test]
    public void Source_OfEveryCommand_TakesThreadsFromTheSettings()
    {
        var own = Directory.GetFiles(Path.Combine(TestPaths.RepositoryRoot, "cli"), "*.cs", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("Environment.ProcessorCount", StringComparison.Ordinal))
            .Select(Path.GetFileName);
        Assert.That(own, Is.EqualTo(new[] { "DoctorCommand.cs" }),
            "`ata doctor` tells how many there are; everything else asks engine.threads");
    }

    private Task<AtaRun> RunAsync(Dictionary<string, string> variables, params string[] args) =>
        AtaRun.InvokeAsync([.. args, "--lake", Path.Combine(root, "lake")], directory: root, variables: variables);
}
