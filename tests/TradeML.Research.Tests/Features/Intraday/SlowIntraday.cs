using MathNet.Numerics;
using TradeML.Core.Time;

namespace TradeML.Research.Tests.Features.Intraday;

/// <summary>The intraday features by definition, from a dictionary of a session's bars by minute.</summary>
internal sealed class SlowIntraday
{
    private readonly Dictionary<int, RandomMinutes.Bar> bars;
    private readonly int first;

    internal SlowIntraday(TradingSession session, IEnumerable<RandomMinutes.Bar> rows)
    {
        Minutes = session.Minutes;
        bars = rows.ToDictionary(r => (int)(r.Start - session.OpenUtc).TotalMinutes);
        first = bars.Keys.Min();
    }

    internal int Minutes { get; }

    internal IEnumerable<int> BarMinutes => bars.Keys.Order();

    internal double Minute(string name, int m) => name switch
    {
        "feat_vwap_dislocation" => Math.Log(Price(m) / Vwap(first, m)),
        "feat_vwap_dislocation_30" => m - 29 < first ? double.NaN : Math.Log(Price(m) / Vwap(m - 29, m)),
        "feat_signed_volume_bulk" => Bulk(m),
        "feat_signed_volume_tick" => Tick(m),
        "feat_order_flow_bulk_30" => Range(m - 29, m).Sum(Bulk) / Range(m - 29, m).Sum(Volume),
        "feat_order_flow_tick_30" => Range(m - 29, m).Sum(Tick) / Range(m - 29, m).Sum(Volume),
        "feat_rvol_10" => Math.Sqrt(252 * 39.0 * Range(m - 9, m).Sum(i => R(i) * R(i))),
        "feat_rvol_30" => Math.Sqrt(252 * 13.0 * Range(m - 29, m).Sum(i => R(i) * R(i))),
        "feat_tsrv_60" => Math.Sqrt(252 * 6.5 * Math.Max(0, TwoScale(m - 60, m))),
        "feat_noise_60" => Math.Sqrt(Math.Max(0, Range(m - 59, m).Sum(i => R(i) * R(i)) - TwoScale(m - 60, m)) / 120),
        "feat_roll_spread_60" => Roll(m - 59, m),
        _ => throw new ArgumentException(name),
    };

    internal double Day(string name)
    {
        var last = Minutes - 1;
        double All() => Range(first + 1, last).Sum(i => R(i) * R(i));
        double Known(Func<int, double> signed) =>
            Range(0, last).Where(m => !double.IsNaN(signed(m))).Select(signed).DefaultIfEmpty(double.NaN).Sum();
        double Shares(Func<int, double> signed) => Range(0, last).Where(m => !double.IsNaN(signed(m))).Sum(Volume);
        return name switch
        {
            "feat_vwap_dislocation_close" => Math.Log(Price(last) / Vwap(first, last)),
            "feat_vwap_dislocation_abs" =>
                Range(first, last).Select(m => Math.Abs(Math.Log(Price(m) / Vwap(first, m))))
                    .Where(x => !double.IsNaN(x)).Average(),
            "feat_signed_volume_bulk" => Known(Bulk),
            "feat_signed_volume_tick" => Known(Tick),
            "feat_order_flow_bulk" => Known(Bulk) / Shares(Bulk),
            "feat_order_flow_tick" => Known(Tick) / Shares(Tick),
            "feat_rvol_1m" => Math.Sqrt(252 * All()),
            "feat_rvol_5m" => Math.Sqrt(252 * Sparse(first, last)),
            "feat_tsrv" => Math.Sqrt(252 * Math.Max(0, TwoScale(first, last))),
            "feat_noise" => Math.Sqrt(Math.Max(0, All() - TwoScale(first, last)) / (2 * (last - first))),
            "feat_noise_share" => 1 - (TwoScale(first, last) / All()),
            "feat_roll_spread" => Roll(first + 1, last),
            "feat_minutes_traded" => bars.Count / (double)Minutes,
            "feat_first_minute" => first,
            _ => throw new ArgumentException(name),
        };
    }

    private static IEnumerable<int> Range(int from, int to) => Enumerable.Range(from, Math.Max(0, to - from + 1));

    private double Price(int m) => m < first ? double.NaN : bars[Range(first, m).Last(bars.ContainsKey)].Close;

    private double R(int m) => m <= first ? double.NaN : Math.Log(Price(m)) - Math.Log(Price(m - 1));

    private double Volume(int m) => m < first ? double.NaN : bars.TryGetValue(m, out var bar) ? bar.Volume : 0;

    private double Vwap(int from, int to)
    {
        var traded = Range(from, to).Where(bars.ContainsKey).Select(m => bars[m]).ToArray();
        return traded.Sum(b => b.Volume * (double.IsNaN(b.Vwap) ? (b.High + b.Low + b.Close) / 3 : b.Vwap))
            / traded.Sum(b => b.Volume);
    }

    private double Bulk(int m)
    {
        if (m - 30 < first) return double.NaN;
        var mean = Range(m - 29, m).Average(R);
        var deviation = Math.Sqrt(Range(m - 29, m).Sum(i => (R(i) - mean) * (R(i) - mean)) / 29);
        return R(m) == 0 ? 0 : Volume(m) * SpecialFunctions.Erf(R(m) / deviation / Math.Sqrt(2));
    }

    private double Tick(int m)
    {
        if (m <= first) return double.NaN;
        var moved = Range(first + 1, m).LastOrDefault(i => R(i) != 0, -1);
        return moved < 0 ? 0 : Volume(m) * Math.Sign(R(moved));
    }

    private double Sparse(int from, int to)
    {
        if (from < first || to - from < 10) return double.NaN;
        // Five grids, each from its own first minute.
        return Range(0, 4)
            .Average(grid => Range(0, (to - from - grid) / 5).Skip(1)
                .Sum(j =>
                    Math.Pow(Math.Log(Price(from + grid + (5 * j))) - Math.Log(Price(from + grid + (5 * j) - 5)), 2)));
    }

    private double TwoScale(int from, int to)
    {
        double n = to - from, share = (n - 4) / 5 / n;
        return (Sparse(from, to) - (share * Range(from + 1, to).Sum(i => R(i) * R(i)))) / (1 - share);
    }

    private double Roll(int from, int to)
    {
        if (from <= first || to - from < 2) return double.NaN;
        var (x, y) = (Range(from + 1, to).Select(R).ToArray(), Range(from, to - 1).Select(R).ToArray());
        var covariance = x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Sum() / (x.Length - 1);
        return 2 * Math.Sqrt(Math.Max(0, -covariance));
    }
}
