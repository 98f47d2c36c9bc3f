using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Labels;

/// <summary>
/// Seeded panels with long gaps, ends, re-used tickers, unknown prices, and true, late and false delisting records.
/// </summary>
internal static class RandomListings
{
    internal static Panel Panel(int seed)
    {
        var random = new Random(seed);
        var rows = new List<RandomPanel.Bar>();
        var starts = new List<int> { 0 };
        const int Days = 120;
        for (var symbol = 0; symbol < 8; symbol++)
        {
            var price = 50.0;
            for (var day = random.Next(10); day < Days; day++)
            {
                if (random.NextDouble() < 0.04) day += random.Next(1, 14);
                if (day >= Days || (symbol % 4 == 3 && day > 90 - (5 * symbol))) break;
                var step = random.NextDouble() < 0.05 ? 0.5 : 1.0;
                var dividend = random.NextDouble() < 0.05 ? 0.98 : 1.0;
                // Few distinct moves make ties at barriers.
                price *= step * dividend * (1 + (0.01 * random.Next(-3, 4)));
                rows.Add(
                    new(day, price, random.NextDouble() < 0.01 ? double.NaN : price, 1e6, step, 1 / step,
                        step * dividend));
            }

            starts.Add(rows.Count);
        }

        return RandomPanel.Build([.. Enumerable.Range(0, 8).Select(i => $"S{i:D2}")], RandomPanel.Sessions(Days),
            [.. starts], rows, steps: seed % 3 != 0);
    }

    internal static List<Delisting> Records(Panel panel, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 24).Select(_ => new Delisting(
            panel.Symbols[random.Next(panel.SymbolCount)], panel.Sessions[random.Next(panel.Sessions.Length)],
            (DelistingReason)random.Next(5)))];
    }
}
