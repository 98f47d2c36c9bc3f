using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Tests.Market;

/// <summary>Per-day rank correlation of the planted signal with what followed.</summary>
public static class InformationCoefficient
{
    private const int WarmUp = 130;

    public static double[] PerDay(SimulatedMarket market, int horizon)
    {
        var days = new SortedDictionary<int, (List<double> Signal, List<double> Return)>();
        foreach (var security in market.Securities)
        {
            var bars = market.Bars(security.Index);
            var returns = TotalReturns.Daily(market, security.Index);
            for (var i = WarmUp; i + horizon < bars.Count; i++)
            {
                if (!days.TryGetValue(bars.Columns.Day[bars.Start + i], out var day))
                    days.Add(bars.Columns.Day[bars.Start + i], day = ([], []));
                day.Signal.Add(market.Truth.Signal[bars.Start + i]);
                day.Return.Add(returns.AsSpan(i, horizon).ToArray().Sum());
            }
        }

        return [.. days.Values.Where(day => day.Signal.Count > 20)
            .Select(day =>
                Statistics.Correlation(Statistics.Ranks([.. day.Signal]), Statistics.Ranks([.. day.Return])))];
    }
}
