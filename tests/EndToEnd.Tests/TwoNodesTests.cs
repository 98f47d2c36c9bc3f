using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Testing;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>
/// Two processes, two folders, one control store in PostgreSQL: they share the work and do nothing twice.
/// </summary>
public sealed class TwoNodesTests
{
    private const string Canary = "canary-of-the-database";

    [Test]
    public async Task Backfill_OfTwoNodes_FetchesEveryWindowOnce()
    {
        var database = TestPostgres.Server.NewDatabase();
        using var place = new Workplace();
        using var both = new GatheringClock();
        await using var server = await VendorServer.StartAsync(
            SimulatedMarket.Create(new MarketConfig { Seed = 5, Symbols = 6 }),
            new VendorServerOptions { CallLogCapacity = 100_000, Clock = both });
        string[] init = ["node", "init", "--top", "6", "--start", "2015-01-02", "--end", "2020-01-01"];
        foreach (var node in (string[])["one", "two"])
        {
            using var process = Start(node, init);
            var (code, _, error) = await process.WaitAsync();
            Assert.That(code, Is.Zero, error);
        }

        var listing = server.CallLog.Count; // each init asked for the list of symbols
        both.Demand(3); // a node asks two questions at a time: the third is the other's
        using (var one = Start("one", "backfill", "run"))
        using (var two = Start("two", "backfill", "run"))
        {
            var ends = await Task.WhenAll(one.WaitAsync(), two.WaitAsync());
            Assert.That(ends.Select(e => e.ExitCode), Is.All.Zero, string.Join('\n', ends.Select(e => e.Error)));
            Assert.That(string.Concat(ends.Select(e => e.Out + e.Error)), Does.Not.Contain(Canary));
        }

        using var lake = DataLake.Open(
            place["one"], ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { DbUri = database, NodeId = "one", ReadOnly = true }, TimeProvider.System);
        var counts = QueueView.Counts(lake.Control);
        Assert.That((counts.Pending, counts.Leased, counts.Failed), Is.EqualTo((0, 0, 0)));
        Assert.That(counts.Done, Is.GreaterThan(100));
        Assert.That(QueueView.List(lake.Control, null, 10_000).Select(e => (e.Task.Attempts, e.Task.Generation)),
            Is.All.EqualTo((1, 0)));

        // The vendor's own log: no symbol and window twice, pages of one answer apart.
        var calls = server.CallLog.Skip(listing).ToList();
        Assert.That(calls.Select(c => c.Status), Is.All.EqualTo(200));
        Assert.That(calls.SelectMany(c => c.Symbols.DefaultIfEmpty("").Select(s => $"{s} {WithoutSymbols(c.Target)}")),
            Is.Unique);
        Assert.That(lake.Manifest.All().Select(e => e.Node).Distinct(), Is.EquivalentTo(["one", "two"]), "both worked");
        Assert.That(
            lake.Control.Read(r => r.Scalar<long>("SELECT SUM(used) FROM vendor_budget WHERE vendor = 'alpaca'")),
            Is.GreaterThanOrEqualTo(calls.Count));

        AtaProcess Start(string node, params string[] args) => AtaProcess.Start(
            place.Root, [.. args, "--env", "demo", "--quiet"],
            new Dictionary<string, string>(server.Environment)
            {
                ["TRADEML_LAKE"] = place[node], ["EDGE_NODE_ID"] = node,
                ["DB_URI"] = database.Reveal() + "&password=" + Canary,
                ["BACKFILL_MAX_DAYS_PER_TASK"] = "30", ["NODE_MAX_INFLIGHT_DEFAULT"] = "2",
            });
    }

    [Test]
    public async Task Commands_WithoutTheServer_SayWhatIsMissing()
    {
        using var place = new Workplace();
        var variables = new Dictionary<string, string>
        {
            ["DB_URI"] = $"postgresql://ann:{Canary}@127.0.0.1:1/lake",
            ["TRADEML_LAKE"] = place["lake"]
        };
        using var init = AtaProcess.Start(place.Root, ["node", "init", "--symbols", "AAPL", "--start", "2015-01-02"],
            variables);
        var (code, output, error) = await init.WaitAsync();
        Assert.That(code, Is.EqualTo(6));
        Assert.That(error,
            Does.Contain("control store's server can't be reached").And.Contain("PostgreSQL 127.0.0.1:1/lake"));
        using var doctor = AtaProcess.Start(place.Root, ["doctor", "--json"], variables);
        var checks = await doctor.WaitAsync();
        using var report = JsonDocument.Parse(checks.Out);
        var store = report.RootElement.GetProperty("checks").EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == "control store");
        Assert.That(store.GetProperty("found").GetString(), Does.Contain("can't be reached"));
        Assert.That(output + error + checks.Out + checks.Error, Does.Not.Contain(Canary));
    }

    /// <summary>The vendor's clock, read once a question: it lets none pass before so many are there.</summary>
    private sealed class GatheringClock : TimeProvider, IDisposable
    {
        private readonly ManualResetEventSlim complete = new(true);
        private int missing;

        public void Demand(int questions)
        {
            missing = questions;
            complete.Reset();
        }

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Decrement(ref missing) == 0) complete.Set();
            complete.Wait();
            return base.GetUtcNow();
        }

        public void Dispose() => complete.Dispose();
    }

    private static string WithoutSymbols(string target) =>
        System.Text.RegularExpressions.Regex.Replace(target, "symbols=[^&]*", "");
}
