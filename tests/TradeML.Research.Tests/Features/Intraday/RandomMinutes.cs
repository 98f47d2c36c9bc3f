using TradeML.Core.Time;
using TradeML.Research.Features.Intraday;

namespace TradeML.Research.Tests.Features.Intraday;

/// <summary>
/// Seeded minute bars around Thanksgiving 2024: full days, a holiday, a half-day, missing minutes, a late open, bars
/// outside the session.
/// </summary>
internal static class RandomMinutes
{
    internal static readonly DateOnly First = new(2024, 11, 25);

    internal static MinuteSeries Create(int seed, bool vwap = true)
    {
        var random = new Random(seed);
        var rows = new List<Bar>();
        var price = 50.0;
        foreach (var day in ExchangeCalendar.Xnys.Sessions(First, First.AddDays(9)).ToArray())
        {
            var session = ExchangeCalendar.Xnys.Find(day)!.Value;
            var late = random.Next(2) == 0 ? random.Next(40) : 0;
            for (var minute = -10; minute < session.Minutes + 10; minute++)
            {
                if ((minute >= 0 && minute < late) || random.NextDouble() < 0.1) continue;
                price = Math.Round(price * (1 + (0.002 * (random.NextDouble() - 0.5))), 2);
                var (high, low) = (price + (0.01 * random.Next(4)), price - (0.01 * random.Next(4)));
                var mean = random.NextDouble() < 0.2 ? double.NaN : low + ((high - low) * random.NextDouble());
                rows.Add(
                    new(session.OpenUtc.AddMinutes(minute), high, low, price,
                        random.Next(20) == 0 ? 0 : random.Next(1, 5000), mean));
            }
        }

        return Of(rows, vwap);
    }

    internal static MinuteSeries Of(IReadOnlyList<Bar> rows, bool vwap = true) => MinuteSeries.Create(
        "AAA", [.. rows.Select(r => r.Start)], [.. rows.Select(r => r.High)], [.. rows.Select(r => r.Low)],
        [.. rows.Select(r => r.Close)],
        [.. rows.Select(r => r.Volume)], vwap ? [.. rows.Select(r => r.Vwap)] : null);

    internal static List<Bar> Rows(MinuteSeries series) => [.. Enumerable.Range(0, series.Rows).Select(
        i =>
            new Bar(series.Start[i], series.High[i], series.Low[i], series.Close[i], series.Volume[i],
                series.Vwap?[i] ?? double.NaN))];

    /// <summary>One session of closes, a bar a minute from the open of a day, 100 shares each, VWAP unknown.</summary>
    internal static MinuteSeries Closes(DateOnly day, params double[] closes) =>
        Of([
            .. closes
                .Select((c, i) =>
                    new Bar(ExchangeCalendar.Xnys.Find(day)!.Value.OpenUtc.AddMinutes(i), c, c, c, 100, double.NaN))]);

    internal sealed record Bar(DateTime Start, double High, double Low, double Close, double Volume, double Vwap);
}
