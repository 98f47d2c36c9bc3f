using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Data.Settings;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace Ata.Tests.Wizards;

/// <summary>The wizard without a terminal.</summary>
public sealed class NodeWizardTests
{
    private const string Secret = "PK-CANARY-7731";
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["ALPACA_API_KEY"] = Secret,
        ["ALPACA_API_SECRET"] = Secret
    };
    private string folder = "";

    private string Env => Path.Combine(folder, ".env");

    private NodeStage Stage => NodeStage.Read(Path.Combine(folder, "lake", "control", "stage.yml"));

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("trademl-wizard-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Run_NothingAnsweredAndNobodyThere_ListsWhatIsMissingAndWritesNothing()
    {
        var run = await WizardAsync(new Dictionary<string, string>());
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            foreach (var option in new[] { "--root", "--node-id", "--alpaca-key-env", "--alpaca-secret-env",
                "--max-inflight", "--top", "--years", "--minute-years", "--maintenance-time", "--yes" })
                Assert.That(run.Error, Does.Contain(option));
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        });
    }

    [Test]
    public async Task Run_YesWithoutKeys_OnlyTheKeysAreMissing()
    {
        var run = await WizardAsync(new Dictionary<string, string>(), "--root", "lake", "--yes");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain("2 answers").And.Contain("--alpaca-key-env").And.Not.Contain("--node-id"));
        Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
    }

    [Test]
    public async Task Run_SymbolsAndDefaults_WritesSettingsStageAndTasks()
    {
        var run = await WizardAsync(Keys, "--root", "lake", "--symbols", "AAPL,MSFT", "--yes");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var variables = EnvVariables();
        Assert.Multiple(() =>
        {
            Assert.That(variables["TRADEML_LAKE"], Is.EqualTo(Path.Combine(folder, "lake")));
            Assert.That(variables["ALPACA_API_KEY"], Is.EqualTo(Secret));
            Assert.That((variables["NODE_MAX_INFLIGHT_ALPACA"], variables["TRADEML__EDGE__MAINTENANCE_TIME"]),
                Is.EqualTo(("2", "02:00")));
            Assert.That(variables,
                Does.ContainKey("EDGE_NODE_ID").And.ContainKey("TRADEML_ENV").And.ContainKey(
                    "NODE_MAX_INFLIGHT_DEFAULT"));
            Assert.That(Stage.Symbols, Is.EqualTo(new[] { "AAPL", "MSFT" }));
            Assert.That(Stage.Datasets["equities_eod"].Start, Is.EqualTo(new DateOnly(2019, 7, 1)),
                "five years before the test's clock");
            Assert.That((Stage.Datasets["equities_minute"].Start, Stage.SourceOf("equities_minute")),
                Is.EqualTo((new DateOnly(2023, 7, 1), "alpaca_iex")));
            Assert.That(run.Out, Does.Contain("ata node run").And.Contain("tasks queued"));
            Assert.That(run.Out + run.Error, Does.Not.Contain(Secret));
        });
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Env), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Run_Again_AddsNothingAndChangesOnlyWhatIsSaid()
    {
        await WizardAsync(Keys, "--root", "lake", "--symbols", "AAPL,MSFT", "--max-inflight", "3", "--yes");
        var before = await File.ReadAllLinesAsync(Env);
        var again = await WizardAsync(EnvVariables(), "--maintenance-time", "03:30", "--yes", "--json");
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        using var document = JsonDocument.Parse(again.Out);
        Assert.Multiple(() =>
        {
            Assert.That(document.RootElement.GetProperty("tasks_added").GetInt32(), Is.Zero);
            Assert.That(document.RootElement.GetProperty("symbols").GetInt32(), Is.EqualTo(2));
            Assert.That(File.ReadAllLines(Env).Except(before),
                Is.EqualTo(new[] { "TRADEML__EDGE__MAINTENANCE_TIME=03:30" }));
        });
    }

    [Test]
    public async Task Run_AgainWithMoreSymbols_KeepsTheWindowsAndAddsTheNew()
    {
        await WizardAsync(Keys, "--root", "lake", "--symbols", "AAPL", "--yes");
        var again = await WizardAsync(EnvVariables(), "--symbols", "MSFT,AAPL", "--yes");
        Assert.That((again.ExitCode, again.Error), Is.EqualTo((0, "")));
        Assert.That(again.Out, Does.Contain("ALPACA_API_SECRET").And.Contain("***").And.Not.Contain(Secret),
            "it shows what is set");
        Assert.That(Stage.Symbols, Is.EqualTo(new[] { "AAPL", "MSFT" }));
        Assert.That(Stage.Datasets["equities_minute"].Start, Is.EqualTo(new DateOnly(2023, 7, 1)));
    }

    [Test]
    public async Task Run_FirstOfTheVendorsList_AsksTheSimulatedVendorOffline()
    {
        await using var server = await VendorServer.StartAsync(
            SimulatedMarket.Create(new MarketConfig { Seed = 7, Symbols = 20 }), new VendorServerOptions(),
            CancellationToken.None);
        var run = await WizardAsync(server.Environment, "--root", "lake", "--top", "5", "--minute-years", "0", "--yes");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.Multiple(() =>
        {
            Assert.That(Stage.Symbols, Has.Count.EqualTo(5));
            Assert.That(Stage.Datasets.Keys, Does.Not.Contain("equities_minute"));
            Assert.That(EnvVariables()["ALPACA_DATA_URL"], Is.EqualTo(server.Environment["ALPACA_DATA_URL"]),
                "the simulator's keys go with its address");
        });
    }

    [Test]
    public async Task Run_KeyFromANamedVariableAndUnit_WritesBoth()
    {
        var run = await WizardAsync(
            new Dictionary<string, string> { ["MY_KEY"] = "k1", ["MY_SECRET"] = "s1" }, "--root", "lake", "--symbols",
            "AAPL", "--yes",
            "--alpaca-key-env", "MY_KEY", "--alpaca-secret-env", "MY_SECRET", "--sec-user-agent", "Node me@example.org",
            "--unit", "node.service");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.Multiple(() =>
        {
            Assert.That((EnvVariables()["ALPACA_API_KEY"], EnvVariables()["SEC_USER_AGENT"]),
                Is.EqualTo(("k1", "Node me@example.org")));
            Assert.That(File.ReadAllText(Path.Combine(folder, "node.service")),
                Does.Contain($"RequiresMountsFor={Path.Combine(folder, "lake")}"));
            Assert.That(run.Out, Does.Contain("systemctl enable --now node.service"));
        });
    }

    [TestCase("It is a whole number", "--max-inflight", "0")]
    [TestCase("is no vendor", "--vendor-max-inflight", "alpca=2")]
    [TestCase("A time is written", "--maintenance-time", "2 am")]
    [TestCase("number of years", "--years", "five")]
    [TestCase("neither a symbol nor a file", "--symbols", "AA PL!")]
    [TestCase("A name has", "--node-id", "a b")]
    [TestCase("is not set", "--fmp-key-env", "NOWHERE")]
    [TestCase("exclude each other", "--top", "5")]
    public async Task Run_WrongAnswer_RefusedWithASentenceAndNothingWritten(string words, params string[] wrong)
    {
        string[] symbols = wrong[0] == "--symbols" ? [] : ["--symbols", "AAPL"];
        var run = await WizardAsync(Keys, ["--root", "lake", "--yes", .. symbols, .. wrong]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain(words));
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        });
    }

    private Task<AtaRun> WizardAsync(IReadOnlyDictionary<string, string> variables, params string[] args) =>
        AtaRun.InvokeAsync(["wizard", "node", .. args], directory: folder, variables: variables);

    private Dictionary<string, string> EnvVariables() =>
        ProcessEnvironment.Parse(File.ReadLines(Env), Env).ToDictionary(v => v.Name, v => v.Value);
}
