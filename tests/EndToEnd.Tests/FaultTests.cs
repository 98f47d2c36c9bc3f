using System.Text.Json;
using Ata.Tests;
using NUnit.Framework;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>A vendor that fails now and then costs time, never a row.</summary>
public sealed class FaultTests
{
    private const string Content =
        "SELECT count(*) AS n, sum(hash(symbol, date, close, adj_close, tr_close, "
            + "cum_price_factor)::HUGEINT)::VARCHAR AS sum FROM curated.equities_ohlcv_adj";

    [Test]
    public async Task Lake_FilledThroughFaults_EqualsTheFaultlessOne()
    {
        using var place = new Workplace();
        var faultless = await FillAsync(place, "plain", []);
        var faulty = await FillAsync(place, "faulty", ["503:0.15", "reset:0.15", "truncated:0.15"]);
        Assert.That(faulty, Is.EqualTo(faultless));
    }

    private static async Task<(long Rows, string? Sum)> FillAsync(Workplace place, string lake, string[] faults)
    {
        var market = SimulatedMarket.Create(new MarketConfig { Seed = 5, Symbols = 6 });
        await using var server = await VendorServer.StartAsync(market,
            new VendorServerOptions { Faults = FaultPlan.Parse(faults, 5) });
        var variables = new Dictionary<string, string>(server.Environment)
        {
            ["TRADEML_LAKE"] = place[lake],
            ["TRADEML__BACKFILL__BACKOFF__BASE_SECONDS"] = "0.1"
        };
        string[] verbs = ["node init --top 6 --start 2015-01-02 --end 2020-01-01", "backfill run", "audit gaps",
            "backfill run", "curate run"];
        foreach (var verb in verbs) await RunAsync(verb.Split(' '));
        using var rows = JsonDocument.Parse((await RunAsync("lake", "query", Content, "--json")).Out);
        var row = rows.RootElement[0];
        Assert.That(row.GetProperty("n").GetInt64(), Is.GreaterThan(5000));
        if (faults.Length > 0) Assert.That(server.FaultsInjected, Is.Positive);
        return (row.GetProperty("n").GetInt64(), row.GetProperty("sum").GetString());

        async Task<AtaRun> RunAsync(params string[] args)
        {
            var run = await AtaRun.InvokeAsync([.. args, "--env", "demo", "--quiet"], directory: place.Root,
                clock: TimeProvider.System, variables: variables);
            Assert.That(run.ExitCode, Is.Zero, string.Join(' ', args) + run.Error);
            return run;
        }
    }
}
