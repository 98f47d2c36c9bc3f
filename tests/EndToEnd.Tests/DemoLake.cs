using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>
/// The demo, as a newcomer runs it, once for all tests of the assembly; and a vendor over the same market.
/// </summary>
[SetUpFixture]
public sealed class DemoLake
{
    private static readonly Workplace Place = new();
    private static readonly Lazy<Task<VendorServer>> Started = new(() => VendorServer.StartAsync(
        SimulatedMarket.Create(new MarketConfig { Seed = 7, Symbols = 120, PlantedIc = 0.06 }),
        new VendorServerOptions()));

    private static readonly Lazy<Task> Made = new(MakeAsync);

    /// <summary>The lake. Tests copy it, they don't change it.</summary>
    public static string Root => Place["demo"];

    /// <summary>A file with what the demo printed.</summary>
    public static string Printed => Place["demo.txt"];

    /// <summary>Runs the demo when it has not run yet.</summary>
    public static Task ReadyAsync() => Made.Value;

    /// <summary>The vendor over the demo's market; it is up until the last test has ended.</summary>
    public static Task<VendorServer> VendorAsync() => Started.Value;

    /// <summary>Removes both.</summary>
    [OneTimeTearDown]
    public async Task RemoveAsync()
    {
        if (Started.IsValueCreated) await (await Started.Value).DisposeAsync();
        Place.Dispose();
    }

    private static async Task MakeAsync()
    {
        using var process = AtaProcess.Start(Place.Root, ["demo", "--lake", Root, "--quiet"]);
        var (code, output, error) = await process.WaitAsync();
        Assert.That(code, Is.Zero, error);
        await File.WriteAllTextAsync(Printed, output);
    }
}
