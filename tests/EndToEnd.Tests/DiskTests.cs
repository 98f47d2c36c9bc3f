using Ata.Tests;
using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>A disk that is full or read-only stops the node with a sentence and harms nothing.</summary>
public sealed class DiskTests
{
    private static readonly string[] Verbs = ["node init --top 5 --start 2020-01-02 --end 2022-12-30", "backfill run",
        "audit gaps", "backfill run", "curate run", "audit gaps"];

    private static readonly string[] Contents =
    [
        "SELECT count(*) AS n, sum(hash(symbol, date, open, close, volume)::HUGEINT)::VARCHAR AS "
            + "h FROM raw.equities_bars",
        "SELECT count(*) AS n, sum(hash(symbol, date, close, adj_close, tr_close)::HUGEINT)::VARCHAR AS h FROM "
            + "curated.equities_ohlcv_adj",
    ];

    private VendorServer server = null!;

    [OneTimeSetUp]
    public async Task StartVendor() => server = await VendorServer.StartAsync(
        SimulatedMarket.Create(new MarketConfig { Seed = 9, Symbols = 5, Start = new DateOnly(2018, 1, 2) }),
        new VendorServerOptions());

    [OneTimeTearDown]
    public async Task StopVendor() => await server.DisposeAsync();

    [Test]
    public async Task FullDisk_OfSeveralSizes_StopsWithASentenceAndGoesOnWithRoom()
    {
        using var ample = SmallDisk.Mount(200_000);
        foreach (var verb in Verbs) Assert.That(await RunAsync(ample, verb), Has.Property("ExitCode").Zero, verb);
        var wanted = await ContentAsync(ample);

        var needed = new DirectoryInfo(ample.Root).EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(f => f.Length) / 1024;
        var full = new List<string>();
        foreach (var share in new[] { 0.2, 0.5, 0.8 })
        {
            var kilobytes = (int)(needed * share);
            using var disk = SmallDisk.Mount(kilobytes);
            foreach (var verb in Verbs)
            {
                var run = await RunAsync(disk, verb);
                if (run.ExitCode == 0) continue;
                Assert.That(run.ExitCode, Is.EqualTo(6), $"{kilobytes} kB, {verb}: {run.Error}");
                Assert.That(run.Error, Does.Contain("full").IgnoreCase.And.Contain("space"), $"{kilobytes} kB, {verb}");
                full.Add($"{kilobytes} {verb}");
                break;
            }

            disk.Remount("size=200000k");
            foreach (var verb in Verbs)
                Assert.That(await RunAsync(disk, verb), Has.Property("ExitCode").Zero,
                    $"{kilobytes} kB, with room again: {verb}");
            Assert.That(await RunAsync(disk, "lake verify"), Has.Property("ExitCode").Zero);
            Assert.That(await ContentAsync(disk), Is.EqualTo(wanted), $"{kilobytes} kB");
        }

        Assert.That(full, Has.Count.EqualTo(3), string.Join("; ", full));
    }

    [Test]
    public async Task ReadOnlyDisk_IsSaid_AndNothingIsLost()
    {
        using var disk = SmallDisk.Mount(200_000);
        foreach (var verb in Verbs[..2]) Assert.That(await RunAsync(disk, verb), Has.Property("ExitCode").Zero, verb);
        var before = await ContentAsync(disk);
        disk.Remount("ro");
        var refused = await RunAsync(disk, "curate run");
        Assert.That((refused.ExitCode, refused.Error.Contains("read-only", StringComparison.OrdinalIgnoreCase)),
            Is.EqualTo((6, true)), refused.Error);
        disk.Remount("rw");
        foreach (var verb in Verbs[2..]) Assert.That(await RunAsync(disk, verb), Has.Property("ExitCode").Zero, verb);
        Assert.That((await ContentAsync(disk))[0], Is.EqualTo(before[0]), "raw rows");
    }

    private async Task<string[]> ContentAsync(SmallDisk disk)
    {
        var texts = new List<string>();
        foreach (var sql in Contents)
        {
            var run = await AtaRun.InvokeAsync(
                ["lake", "query", sql, "--json", "--lake", Path.Combine(disk.Root, "lake")],
                directory: Path.GetTempPath(), clock: TimeProvider.System, variables: server.Environment);
            texts.Add(run.ExitCode == 0 ? run.Out : "none");
        }

        return [.. texts];
    }

    private Task<AtaRun> RunAsync(SmallDisk disk, string verb) => AtaRun.InvokeAsync(
        [.. verb.Split(' '), "--lake", Path.Combine(disk.Root, "lake"), "--env", "demo", "--quiet"],
        directory: Path.GetTempPath(), clock: TimeProvider.System,
        variables: server.Environment);
}
