namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>
/// Shares outstanding of one company over time: splits change them on their ex-date, buying back and issuing at the
/// ends of quarters.
/// </summary>
internal sealed class ShareCount
{
    private readonly List<(DateOnly From, double Shares)> steps = [];

    public ShareCount(double shares, DateOnly from) => steps.Add((from, shares));

    /// <summary>Multiplies the count from a day on; days come in order.</summary>
    public void Multiply(DateOnly from, double factor) => steps.Add((from, Math.Round(steps[^1].Shares * factor)));

    /// <summary>Shares on a day; before the first step as many as then.</summary>
    public double On(DateOnly day)
    {
        var shares = steps[0].Shares;
        foreach (var step in steps)
        {
            if (step.From > day) break;
            shares = step.Shares;
        }

        return shares;
    }
}
