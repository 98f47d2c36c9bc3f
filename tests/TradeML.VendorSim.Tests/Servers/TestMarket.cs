using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Tests.Servers;

/// <summary>Simulated markets that several tests share; they are immutable.</summary>
public static class TestMarket
{
    private static readonly Lazy<SimulatedMarket> LazySmall = new(() => SimulatedMarket.Create(
        new MarketConfig
        {
            Symbols = 12, Start = new DateOnly(2015, 1, 2), End = new DateOnly(2016, 12, 30),
            Seed = 11
        }));

    private static readonly Lazy<SimulatedMarket> LazyDemo = new(() => SimulatedMarket.Create(new MarketConfig()));

    /// <summary>Twelve securities, two years.</summary>
    public static SimulatedMarket Small => LazySmall.Value;

    /// <summary>The market of the demo.</summary>
    public static SimulatedMarket Demo => LazyDemo.Value;
}
