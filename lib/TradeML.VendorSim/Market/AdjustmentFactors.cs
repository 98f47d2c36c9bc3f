namespace TradeML.VendorSim.Market;

/// <summary>
/// Back-adjustment factors as a vendor computes them: splits by their ratio, dividends by 1 − D / previous close.
/// </summary>
internal sealed class AdjustmentFactors
{
    private readonly List<(int ExDay, double Split, double Dividend)>[] steps;

    public AdjustmentFactors(IMarketSource market)
    {
        steps = new List<(int, double, double)>[market.Securities.Count];
        for (var i = 0; i < steps.Length; i++) steps[i] = [];
        foreach (var action in market.CorporateActions)
        {
            var day = action.ExDate.DayNumber;
            if (action.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit)
            {
                steps[action.SecurityIndex].Add((day, 1 / action.Ratio, 1));
            }
            else if (action.Kind == CorporateActionKind.CashDividend)
            {
                var bars = market.Bars(action.SecurityIndex);
                var before = bars.LowerBound(day) - 1;
                if (before >= 0 && action.Cash < bars.Close(before))
                    steps[action.SecurityIndex].Add((day, 1, 1 - (action.Cash / bars.Close(before))));
            }
        }
    }

    /// <summary>Factor on prices of a day for the splits after it that have happened.</summary>
    public double Split(int security, int day, int visible)
    {
        var factor = 1.0;
        foreach (var step in steps[security])
            if (step.ExDay > day && step.ExDay <= visible) factor *= step.Split;
        return factor;
    }

    /// <summary>Factor on prices of a day for the dividends after it that have happened.</summary>
    public double Dividend(int security, int day, int visible)
    {
        var factor = 1.0;
        foreach (var step in steps[security])
            if (step.ExDay > day && step.ExDay <= visible) factor *= step.Dividend;
        return factor;
    }
}
