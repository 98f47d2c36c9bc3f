using System.Runtime.InteropServices;
using System.Text.Json;
using Ata.Tests;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>The node as a process of its own: signals, a second node, and what another process is told.</summary>
[Platform(Exclude = "Win", Reason = "signals are sent as Unix does")]
public sealed partial class NodeTests
{
    private const int Kill = 9, Interrupt = 2, Terminate = 15;

    [TestCase(Terminate, 0)]
    [TestCase(Interrupt, 130)]
    public async Task Run_SignalWhileAVendorHangs_ReturnsItsLeasesWithinTenSeconds(int signal, int exitCode)
    {
        using var place = new Workplace();
        await using var server = await ServeAsync("timeout:1");
        using var node = await StartAsync(place, server);
        while (server.Requests == 0) await Task.Delay(50);
        Assert.That(
            (await StatusAsync(place)).GetProperty("queue").EnumerateArray()
                .Sum(q => q.GetProperty("leased").GetInt64()), Is.Positive);

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10) * await SlownessAsync(place));
        Assert.That(SendSignal(node.Id, signal), Is.Zero);
        var ended = await node.WaitAsync(late.Token);
        Assert.That(ended.ExitCode, Is.EqualTo(exitCode), ended.Out + ended.Error);
        var status = await StatusAsync(place);
        Assert.That(status.GetProperty("queue").EnumerateArray().Sum(q => q.GetProperty("leased").GetInt64()), Is.Zero);
        Assert.That(status.GetProperty("verdict").GetString(),
            Does.Contain("stopped at").And.Contain("No node is running"));
    }

    [Test]
    public async Task Run_SecondNodeAndStatus_RefusedWithTheHoldersNameAndAnsweredBesideIt()
    {
        using var place = new Workplace();
        await using var server = await ServeAsync();
        using var node = await StartAsync(place, server);
        var second = await RunAsync(place, server, "node", "run", "--plain");
        Assert.That((second.ExitCode, second.Error), Is.EqualTo((6, second.Error)));
        Assert.That(second.Error,
            Does.Contain($"node 'attic', process {node.Id} on {Environment.MachineName} since 20"));
        var status = await StatusAsync(place);
        Assert.That(status.GetProperty("verdict").GetString(), Does.Contain("Node 'attic'").And.Contain("is running"));
        Assert.That(
            status.GetProperty("node").GetProperty("parts").EnumerateArray()
                .Select(p => p.GetProperty("name").GetString()),
                Is.SupersetOf(new[] { "forward", "maintenance", "planner", "worker" }));

        Assert.That(SendSignal(node.Id, Kill), Is.Zero);
        await node.WaitAsync();
        Assert.That((await StatusAsync(place, TimeSpan.FromMinutes(5))).GetProperty("verdict").GetString(),
            Does.Contain("has died without a word"));
    }

    [Test]
    public async Task Status_NoNodeHasRun_SaysSo()
    {
        using var place = new Workplace();
        await using var server = await ServeAsync();
        Assert.That(
            (await RunAsync(place, server, "node", "init", "--symbols", "AAAA", "--start", "2020-01-02")).ExitCode,
            Is.Zero);
        Assert.That((await StatusAsync(place)).GetProperty("verdict").GetString(),
            Does.StartWith("No node has run on this lake yet."));
    }

    [Test]
    public async Task RunOnce_EmptyLake_CollectsAndLogsWithoutTheKey()
    {
        using var place = new Workplace();
        await using var server = await ServeAsync();
        Assert.That(
            (await RunAsync(place, server, "node", "init", "--top", "3", "--start", "2019-01-02", "--end",
                "2020-01-02")).ExitCode, Is.Zero);
        var once = await RunAsync(place, server, "node", "run", "--once", "--json");
        Assert.That(once.ExitCode, Is.Zero, once.Error);
        var events = once.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(events.Select(e => e.GetProperty("part").GetString()),
            Does.Contain("worker").And.Contain("maintenance"));
        Assert.That(
            (await StatusAsync(place)).GetProperty("coverage").EnumerateArray()
                .Select(c => c.GetProperty("green_share").GetDouble()), Has.All.EqualTo(1));
        Assert.That((await RunAsync(place, server, "lake", "verify", "--export", "latest")).Out,
            Does.Contain("files in the export").And.Contain("0 missing, 0 changed, 0 unknown"));
        var log = string.Concat(Directory.GetFiles(Path.Combine(place["lake"], "logs")).Select(File.ReadAllText));
        Assert.That(log, Does.Contain("symbols curated").And.Not.Contain(server.Environment["ALPACA_API_SECRET"]));
    }

    /// <summary>
    /// How often slower than it should be this machine is now: the tool starts within a second on one that is not
    /// overrun.
    /// </summary>
    private static async Task<double> SlownessAsync(Workplace place)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var tool = AtaProcess.Start(place.Root, ["--version"]);
        await tool.WaitAsync();
        return Math.Max(1, TimeProvider.System.GetElapsedTime(since).TotalSeconds);
    }

    private static Task<VendorServer> ServeAsync(params string[] faults) => VendorServer.StartAsync(
        SimulatedMarket.Create(new MarketConfig { Seed = 5, Symbols = 4 }),
        new VendorServerOptions { Faults = FaultPlan.Parse(faults, 5), HangTime = TimeSpan.FromMinutes(5) });

    private static Dictionary<string, string> Variables(Workplace place, VendorServer server) =>
        new(server.Environment) { ["TRADEML_LAKE"] = place["lake"], ["EDGE_NODE_ID"] = "attic" };

    private static Task<AtaRun> RunAsync(Workplace place, VendorServer server, params string[] args) =>
        AtaRun.InvokeAsync(args, directory: place.Root, clock: TimeProvider.System,
            variables: Variables(place, server));

    /// <summary>Starts a node and waits until it has said so.</summary>
    private static async Task<AtaProcess> StartAsync(Workplace place, VendorServer server)
    {
        var init = await RunAsync(place, server, "node", "init", "--symbols", "AAAA,BBBB", "--start", "2020-01-02");
        Assert.That(init.ExitCode, Is.Zero, init.Error);
        // A shell that started the tests in the background made them, and so their children, deaf to Ctrl-C.
        var node = AtaProcess.Start(
            place.Root, ["--default-signal=INT", AtaProcess.Executable, "node", "run", "--plain"],
            Variables(place, server), executable: "env");
        Assert.That(await node.Out.ReadLineAsync(), Does.Contain("Node 'attic' starts."));
        return node;
    }

    private static async Task<JsonElement> StatusAsync(Workplace place, TimeSpan later = default)
    {
        var clock = later == default
            ? TimeProvider.System
            : new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow() + later);
        var status = await AtaRun.InvokeAsync(["node", "status", "--json", "--lake", place["lake"]],
            directory: place.Root, clock: clock);
        Assert.That(status.ExitCode, Is.Zero, status.Error);
        return JsonDocument.Parse(status.Out).RootElement;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
