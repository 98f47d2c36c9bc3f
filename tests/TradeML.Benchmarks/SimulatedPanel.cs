using TradeML.Research.Panels;

namespace TradeML.Benchmarks;

/// <summary>A seeded panel of random walks without gaps.</summary>
internal static class SimulatedPanel
{
    internal static Panel Create(int symbols, int days, int seed = 1)
    {
        var random = new Random(seed);
        var rows = symbols * days;
        double[] open = new double[rows], high = new double[rows], low = new double[rows], close = new double[rows],
            volume = new double[rows];
        var day = new int[rows];
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            var price = 20 + (80 * random.NextDouble());
            for (var t = 0; t < days; t++)
            {
                var row = (symbol * days) + t;
                day[row] = t;
                open[row] = price * (1 + (0.01 * (random.NextDouble() - 0.5)));
                price = Math.Clamp(price * (1 + (0.04 * (random.NextDouble() - 0.499))), 2, 5000);
                close[row] = price;
                high[row] = Math.Max(open[row], price);
                low[row] = Math.Min(open[row], price);
                volume[row] = Math.Round(1e5 + (1e6 * random.NextDouble()));
            }
        }

        var first = new DateOnly(2005, 1, 3);
        return Panel.Create(
            [.. Enumerable.Range(0, symbols).Select(i => $"S{i:D4}")],
            [.. Enumerable.Range(0, days).Select(t => first.AddDays(t / 5 * 7 + (t % 5)))],
            [.. Enumerable.Range(0, symbols + 1).Select(i => i * days)], day,
            new() { Open = open, High = high, Low = low, Close = close, Volume = volume });
    }
}
