using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>Another future: everything after a session is changed, nothing at or before it.</summary>
internal static class Perturbation
{
    /// <summary>
    /// Changes values, drops and adds rows, invents corporate actions and appends sessions, all after
    /// <paramref name="session"/>.
    /// </summary>
    internal static Panel After(Panel panel, int session, int seed)
    {
        var random = new Random(seed);
        var sessions = panel.Sessions.Concat(Enumerable.Range(1, 7).Select(i => panel.Sessions[^1].AddDays(i)))
            .ToArray();
        var rows = new List<RandomPanel.Bar>();
        var starts = new List<int> { 0 };
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1] && panel.Day[row] <= session;
                row++)
                rows.Add(new(
                    panel.Day[row], panel.Open[row], panel.Close[row], panel.Volume[row], panel.PriceStep[row],
                    panel.VolumeStep[row], panel.TotalReturnStep[row]));
            var ends = random.Next(4) == 0 ? session + 1 : sessions.Length;
            for (var day = session + 1; day < ends; day++)
            {
                if (random.NextDouble() < 0.2) continue;
                var step = random.NextDouble() < 0.1 ? 0.25 + random.NextDouble() : 1;
                rows.Add(
                    new(day, 1 + (500 * random.NextDouble()), 1 + (500 * random.NextDouble()),
                        Math.Round(1e7 * random.NextDouble()), step, 1 / step, step * 0.9));
            }

            starts.Add(rows.Count);
        }

        return RandomPanel.Build(panel.Symbols, sessions, [.. starts], rows, steps: true);
    }
}
