using TradeML.Research.Panels;

namespace TradeML.Research.Tests;

/// <summary>
/// Seeded panels with late listings, halts, delistings, splits and dividends; sectors and earnings follow from the
/// volume, so that another future has others.
/// </summary>
internal static class RandomPanel
{
    internal static Panel Create(int seed, int symbols = 8, int days = 200, bool steps = true, double missing = 0.03)
    {
        var random = new Random(seed);
        var rows = new List<Bar>();
        var starts = new List<int> { 0 };
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            int first = symbol % 3 == 1 ? random.Next(days / 3) : 0,
                last = symbol % 4 == 3 ? days - 1 - random.Next(days / 3) : days - 1;
            var price = 10 + (90 * random.NextDouble());
            for (var day = first; day <= last; day++)
            {
                if (random.NextDouble() < missing) continue;
                var step = steps && random.NextDouble() < 0.01 ? 0.5 : 1.0;
                var dividend = steps && random.NextDouble() < 0.01 ? 0.98 : 1.0;
                price *= step * dividend * Math.Exp(0.05 * (random.NextDouble() - 0.5));
                rows.Add(
                    new(day, price * (1 + (0.01 * (random.NextDouble() - 0.5))), price,
                        Math.Round(1e6 * random.NextDouble()) + 1, step, 1 / step, step * dividend));
            }

            starts.Add(rows.Count);
        }

        return Build([.. Enumerable.Range(0, symbols).Select(i => $"S{i:D2}")], Sessions(days), [.. starts], rows,
            steps);
    }

    internal static DateOnly[] Sessions(int days) =>
        [.. Enumerable.Range(0, days).Select(t => new DateOnly(2015, 1, 5).AddDays((t / 5 * 7) + (t % 5)))];

    internal static Panel Build(string[] symbols, DateOnly[] sessions, int[] starts, List<Bar> rows, bool steps) =>
        Panel.Create(
            symbols, sessions, starts, [.. rows.Select(row => row.Day)],
            new()
            {
                Open = [.. rows.Select(row => row.Open)], High = [.. rows.Select(row => Math.Max(row.Open, row.Close))],
                Low = [.. rows.Select(row => Math.Min(row.Open, row.Close))],
                Close = [.. rows.Select(row => row.Close)],
                Volume = [.. rows.Select(row => row.Volume)],
                SharesOutstanding = [.. rows.Select(row => 1e7 + (1e6 * row.VolumeStep))],
                Sector = [.. rows.Select(row => (int)(row.Volume % 5) - 1)],
                SectorNames = ["Energy", "Technology", "Utilities", "Elsewhere"],
                Industry = [.. rows.Select(row => (int)(row.Volume % 4) - 1)],
                IndustryNames = ["Banks", "Steel", "Unlisted"],
                SessionsToEarnings = [.. rows.Select(row => row.Volume % 7 == 0 ? double.NaN : row.Volume % 63)],
                SessionsSinceEarnings = [.. rows.Select(row => row.Volume % 9 == 0 ? double.NaN : row.Volume % 61)],
                PriceStep = steps ? [.. rows.Select(row => row.PriceStep)] : null,
                VolumeStep = steps ? [.. rows.Select(row => row.VolumeStep)] : null,
                TotalReturnStep = steps ? [.. rows.Select(row => row.TotalStep)] : null,
            });

    internal sealed record Bar(
        int Day, double Open, double Close, double Volume, double PriceStep, double VolumeStep, double TotalStep);
}
