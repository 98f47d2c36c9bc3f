using System.Text.Json;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>The same way verb by verb, through the real program and a vendor in a process of its own.</summary>
public sealed class VerbTests
{
    private const string Canary = "canary-5fd1e6f0c1";
    private readonly Workplace place = new();
    private AtaProcess server = null!;
    private Dictionary<string, string> variables = null!;

    [OneTimeSetUp]
    public async Task StartVendor()
    {
        server = AtaProcess.Start(place.Root,
            ["sim", "serve", "--symbols", "10", "--fault", "503:0.12", "--fault", "reset:0.12", "--fault",
                "truncated:0.12"]);
        variables = new Dictionary<string, string>
        {
            ["TRADEML_LAKE"] = place["lake"], ["FRED_API_KEY"] = Canary,
            ["TRADEML__BACKFILL__BACKOFF__BASE_SECONDS"] = "0.1"
        };
        while (await server.Out.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("export ", StringComparison.Ordinal)) continue;
            var pair = line["export ".Length..].Split('=', 2);
            variables[pair[0]] = pair[1];
            if (pair[0] == "ALPACA_TRADING_URL") break;
        }
    }

    [OneTimeTearDown]
    public void StopVendor()
    {
        server.Dispose();
        place.Dispose();
    }

    [Test]
    public async Task Verbs_OneAfterTheOther_LeadFromTheVendorToTheReport()
    {
        Assert.That((await RunAsync("train", "equities_xs")).ExitCode, Is.EqualTo(4), "no lake yet");
        var listed = await RunAsync("node", "init", "--top", "10", "--start", "2006-01-03", "--end", "2022-12-31");
        Assert.That(listed.ExitCode, Is.Zero, listed.Error);

        var early = await RunAsync("train", "equities_xs");
        Assert.Multiple(() =>
        {
            Assert.That(early.ExitCode, Is.EqualTo(3), "nothing is GREEN yet");
            Assert.That(early.Error, Does.Contain("curated/equities_ohlcv_adj").And.Contain("ata backfill run"));
        });

        foreach (var verb in new[] { "backfill run", "audit gaps", "backfill run", "curate run", "audit gaps" })
            Assert.That((await RunAsync(verb.Split(' '))) is (0, _, _), verb);
        var train = await RunAsync("train", "equities_xs", "--json");
        Assert.That(train.ExitCode, Is.Zero, train.Error);
        using var run = JsonDocument.Parse(train.Out);
        var bars = run.RootElement.GetProperty("run").GetProperty("metrics").GetProperty("go_no_go")
            .GetProperty("bars");
        var go = bars.EnumerateArray().All(b => b.GetProperty("state").GetString() == "PASS");

        var evaluate = await RunAsync("evaluate", "equities_xs");
        var promote = await RunAsync("promote", "equities_xs");
        var report = await RunAsync("report", "emit", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(evaluate.ExitCode, Is.EqualTo(go ? 0 : 3));
            Assert.That(promote.ExitCode, Is.EqualTo(go ? 0 : 3));
            Assert.That(report.ExitCode, Is.Zero, report.Error);
        });
        var backtest = await RunAsync("backtest", "equities_xs", "--json");
        var query = await RunAsync("lake", "query", "SELECT count(*) AS n FROM curated.equities_ohlcv_adj", "--json");
        var verify = await RunAsync("lake", "verify");
        Assert.Multiple(() =>
        {
            Assert.That(backtest.ExitCode, Is.Zero, backtest.Error);
            Assert.That(query.ExitCode, Is.Zero, query.Error);
            Assert.That(verify.ExitCode, Is.Zero, verify.Error);
        });
        using var count = JsonDocument.Parse(query.Out);
        Assert.That(count.RootElement[0].GetProperty("n").GetInt64(), Is.GreaterThan(20_000));
        AssertNoSecret();
        await AssertMovedLakeGoesOnAsync();
    }

    [Test]
    public async Task Backfill_VendorIsDown_SaysSoWithFive()
    {
        var elsewhere = new Dictionary<string, string>(variables)
        {
            ["TRADEML_LAKE"] = place["down"],
            ["ALPACA_DATA_URL"] = "http://127.0.0.1:9", ["ALPACA_TRADING_URL"] = "http://127.0.0.1:9"
        };
        using var process = AtaProcess.Start(place.Root, ["node", "init", "--top", "3", "--quiet"], elsewhere);
        var (code, _, error) = await process.WaitAsync();
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(5));
            Assert.That(error, Does.Contain("127.0.0.1:9"));
        });
    }

    private async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] args)
    {
        using var process = AtaProcess.Start(place.Root, [.. args, "--env", "demo", "--quiet"], variables);
        var result = await process.WaitAsync();
        Assert.That(result.Out + result.Error,
            Does.Not.Contain(Canary).And.Not.Contain(variables["ALPACA_API_SECRET"]));
        return result;
    }

    private void AssertNoSecret()
    {
        var secrets = new[] { Canary, variables["ALPACA_API_SECRET"] }.Select(System.Text.Encoding.UTF8.GetBytes)
            .ToList();
        foreach (var file in Directory.EnumerateFiles(place["lake"], "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var secret in secrets) Assert.That(bytes.AsSpan().IndexOf(secret), Is.Negative, file);
        }
    }

    private async Task AssertMovedLakeGoesOnAsync()
    {
        Directory.Move(place["lake"], place["moved"]);
        variables["TRADEML_LAKE"] = place["moved"];
        var train = await RunAsync("train", "equities_xs", "--json");
        using var run = JsonDocument.Parse(train.Out);
        Assert.That(run.RootElement.GetProperty("run").GetProperty("already_done").GetBoolean(), Is.True,
            "the finished run is found at the new place");
    }
}
