using System.Text.Json;
using System.Text.RegularExpressions;
using Ata.Tests;
using NUnit.Framework;
using TradeML.Core.Contracts;

namespace EndToEnd.Tests;

/// <summary>The whole way, as the newcomer sees it first.</summary>
public sealed partial class DemoTests
{
    private static readonly string[] Derived = ["curated", "models"];
    private readonly Workplace place = new();
    private AtaRun first = null!;

    [OneTimeSetUp]
    public async Task RunDemo() => first = await place.DemoAsync("first");

    [OneTimeTearDown]
    public void Remove() => place.Dispose();

    [Test]
    public void Demo_Finished_SaysEverythingItPromises()
    {
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        using var document = JsonDocument.Parse(first.Out);
        var root = document.RootElement;
        var metrics = root.GetProperty("run").GetProperty("metrics");
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("green_share").GetDouble(), Is.GreaterThan(0.98));
            Assert.That(metrics.GetProperty("validation").GetProperty("path_sharpe").GetArrayLength(), Is.EqualTo(7));
            Assert.That(metrics.GetProperty("variants").GetArrayLength(), Is.EqualTo(3));
            Assert.That(metrics.GetProperty("figures").GetProperty("trials").GetInt32(), Is.EqualTo(3),
                "every configuration is a trial");
            Assert.That(root.GetProperty("verdict").GetProperty("bars").GetArrayLength(), Is.EqualTo(5));
            Assert.That(root.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString()),
                Is.EqualTo(new[] { "vendor", "backfill", "audit", "audit", "audit", "audit", "GREEN gate", "train" }));
        });
    }

    [Test]
    public void Report_OfTheDemo_HoldsTheContractAndOpensOffline()
    {
        using var document = JsonDocument.Parse(first.Out);
        var report = document.RootElement.GetProperty("report");
        using var json = JsonDocument.Parse(File.ReadAllText(report.GetProperty("json").GetString()!));
        var html = File.ReadAllText(report.GetProperty("html").GetString()!);
        Assert.Multiple(() =>
        {
            foreach (var column in ContractCatalog.LoadEmbedded()["reports/daily"].Columns.Where(c => !c.Nullable))
                Assert.That(json.RootElement.TryGetProperty(column.Name, out _), Is.True, column.Name);
            Assert.That(
                json.RootElement.GetProperty("data_health").GetProperty("survivorship").GetProperty("note").GetString(),
                Is.Not.Empty);
            Assert.That(ExternalReference().Matches(html).Select(m => m.Value), Is.Empty);
            Assert.That(html, Does.Contain("<svg"));
        });
    }

    [Test]
    public async Task Demo_SecondRun_WritesNothingAndSaysTheSame()
    {
        var before = Stamps();
        var again = await place.DemoAsync("first");
        Assert.Multiple(() =>
        {
            Assert.That(again.ExitCode, Is.Zero, again.Error);
            Assert.That(Numbers(again), Is.EqualTo(Numbers(first)));
            Assert.That(Stamps(), Is.EqualTo(before), "no file of a table or model was written again");
        });
    }

    [Test]
    public async Task Demo_AnotherLake_HasTheSameBytes()
    {
        var other = await place.DemoAsync("other");
        Assert.Multiple(() =>
        {
            Assert.That(Numbers(other), Is.EqualTo(Numbers(first)));
            Assert.That(Workplace.Contents(place["other"], Derived),
                Is.EqualTo(Workplace.Contents(place["first"], Derived)));
        });
    }

    [Test]
    public async Task Demo_OverAnotherMarketInTheSameLake_IsRefused()
    {
        var run = await place.DemoAsync("first", seed: 8);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("another demo").And.Contain("--lake"));
        });
    }

    [Test]
    public async Task Demo_CancelledAgainAndAgain_ReachesTheSameEnd()
    {
        foreach (var milliseconds in new[] { 300, 700, 1100, 1700, 2500 })
        {
            using var cancel = new CancellationTokenSource(milliseconds);
            var cut = await place.DemoAsync("cancelled", token: cancel.Token);
            Assert.That(cut.ExitCode, Is.EqualTo(130).Or.Zero, cut.Error);
        }

        await AssertSameEndAsync("cancelled");
    }

    [Test]
    public async Task Demo_KilledAgainAndAgain_ReachesTheSameEnd()
    {
        var random = new Random(20240301);
        for (var i = 0; i < 5; i++)
        {
            using var process = AtaProcess.Start(place.Root,
                ["demo", "--symbols", Workplace.Symbols, "--lake", place["killed"], "--quiet"]);
            await process.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(500, 4500)));
        }

        await AssertSameEndAsync("killed");
    }

    private async Task AssertSameEndAsync(string lake)
    {
        var end = await place.DemoAsync(lake);
        var verify = await AtaRun.InvokeAsync(["lake", "verify", "--lake", place[lake], "--quiet"]);
        Assert.Multiple(() =>
        {
            Assert.That(end.ExitCode, Is.Zero, end.Error);
            Assert.That(Numbers(end), Is.EqualTo(Numbers(first)));
            Assert.That(Workplace.Contents(place[lake], Derived),
                Is.EqualTo(Workplace.Contents(place["first"], Derived)));
            Assert.That(verify.ExitCode, Is.Zero, verify.Out);
        });
    }

    private Dictionary<string, DateTime> Stamps() =>
        Workplace.Contents(place["first"], "raw", "curated", "reference", "models").Keys
        .ToDictionary(f => f, f => File.GetLastWriteTimeUtc(Path.Combine(place["first"], f)));

    private static string Numbers(AtaRun run)
    {
        using var document = JsonDocument.Parse(run.Out);
        var root = document.RootElement;
        return $"{root.GetProperty("steps")}{root.GetProperty("green_share")}"
            + $"{root.GetProperty("run").GetProperty("metrics")}{root.GetProperty("verdict")}";
    }

    [GeneratedRegex("""(?:src|href)\s*=\s*["']?(?:https?:)?//""", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalReference();
}
