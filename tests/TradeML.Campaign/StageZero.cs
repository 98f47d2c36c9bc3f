using TradeML.Testing;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Servers;
using TradeML.VendorSim.Timeline;

namespace TradeML.Campaign;

/// <summary>
/// A node from an empty disk to a complete stage 0 and through a week of trouble, against all vendors on this machine
/// and a clock that jumps: faults in two of a hundred answers, two days without Alpaca, a revised history, a split that
/// is listed late, a ticker change. Says what it took and what it left.
/// </summary>
public static class StageZero
{
    private static readonly DateTimeOffset Start = new(2024, 6, 8, 12, 0, 0, TimeSpan.Zero); // a Saturday
    private static readonly string[] Collected = ["raw/equities_bars", "raw/equities_minute", "reference/corp_actions",
        "reference/delistings"];

    /// <summary>Runs it: <c>stage0 [--symbols 100] [--years 5] [--seed 1] [--verbose 1]</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Arguments(args);
        var result = await RunAsync((int)options.Number("--symbols", 100), (int)options.Number("--years", 5),
            (int)options.Number("--seed", 1), options.Number("--verbose", 0) > 0, Console.Out.WriteLine);
        return result.Unexplained == 0 ? 0 : 1;
    }

    /// <summary>Runs it.</summary>
    /// <param name="symbols">Symbols of the stage.</param>
    /// <param name="years">Years of daily bars; minutes are asked for over the last fifth of them.</param>
    /// <param name="seed">Seed of market and faults.</param>
    /// <param name="verbose">Whether the node's log is told.</param>
    /// <param name="say">Told what happens.</param>
    public static async Task<StageZeroResult> RunAsync(
        int symbols, int years, int seed, bool verbose, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var folder = Directory.CreateTempSubdirectory("trademl-stage0-").FullName;
        var first = new DateOnly(2024 - years, 6, 10);
        var market = SimulatedMarket.Create(
            new MarketConfig
            {
                Seed = seed, Symbols = symbols, Start = first.AddDays(-40),
                End = new DateOnly(2024, 7, 31)
            });
        VendorServer? server = null;
        using var calls = new CallsUnderWay();
        using var clock = new JumpingClock(Start, () => calls.Count > 0 || server is { Active: > 0 });
        try
        {
            server = await VendorServer.StartAsync(market, new VendorServerOptions
            {
                Clock = clock, Faults = TwoPercent(seed), Plans = VendorPlans.Free, CallLogCapacity = 200_000,
                HangTime = TimeSpan.FromSeconds(1),
                Timeline = Trouble(market),
            });
            return await new StageZeroRun(Path.Combine(folder, "lake"), server, market, clock, first,
                verbose ? say : null).RunAsync(Collected, say);
        }
        finally
        {
            if (server is not null) await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FaultPlan TwoPercent(int seed) => FaultPlan.ByRate(
        seed, new FaultRate(FaultKind.Unavailable, 0.004), new FaultRate(FaultKind.Reset, 0.004),
        new FaultRate(FaultKind.TooManyRequestsSeconds, 0.004),
        new FaultRate(FaultKind.TruncatedJson, 0.004), new FaultRate(FaultKind.WrongContentType, 0.002),
        new FaultRate(FaultKind.DuplicatedPage, 0.002));

    // The week after the start: Tuesday and Wednesday without Alpaca, on Thursday a history is revised and a split of
    // Wednesday is listed, on Friday a ticker changes.
    private static MarketTimeline Trouble(SimulatedMarket market)
    {
        var alive = market.Securities
            .Where(s =>
                s.IsListed(new DateOnly(2024, 3, 4)) && s.IsListed(new DateOnly(2024, 7, 1)) && s.Tickers.Count == 1)
                .Select(s => s.Symbol).Take(3).ToList();
        return new MarketTimeline
        {
            Outages = [new Outage("alpaca", Start.AddDays(3), Start.AddDays(5))],
            Revisions = [
                new Revision(alive[0], new DateOnly(2024, 3, 4), new DateOnly(2024, 3, 8), 1.01, Start.AddDays(5))],
            LateActions = [
                new LateAction(alive[1], CorporateActionKind.ForwardSplit, new DateOnly(2024, 6, 12),
                    Start.AddDays(6))],
            Renames = [new Rename(alive[2], alive[2] + "X", new DateOnly(2024, 6, 14))],
        };
    }
}
