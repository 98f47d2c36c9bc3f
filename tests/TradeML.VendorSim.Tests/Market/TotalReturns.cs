using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Tests.Market;

/// <summary>Daily log total returns from published bars and actions, computed apart from the simulation.</summary>
public static class TotalReturns
{
    public static double[] Daily(IMarketSource market, int security)
    {
        var actions = market.CorporateActions.Where(a => a.SecurityIndex == security).ToLookup(a => a.ExDate);
        var bars = market.Bars(security);
        var returns = new double[bars.Count - 1];
        for (var i = 1; i < bars.Count; i++)
        {
            var (ratio, cash) = (1.0, 0.0);
            foreach (var action in actions[bars.Date(i)])
            {
                ratio *= action.Ratio;
                if (action.Kind == CorporateActionKind.CashDividend) cash += action.Cash;
            }

            returns[i - 1] = Math.Log((bars.Close(i) + cash) * ratio / bars.Close(i - 1));
        }

        return returns;
    }
}
