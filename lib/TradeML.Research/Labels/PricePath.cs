using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>Returns of one symbol from a row to a later one; rows are asked for in ascending order.</summary>
internal sealed class PricePath
{
    private readonly double[] close;
    private readonly double[] steps;
    private readonly int end;
    private int nextStep;

    internal PricePath(Panel panel, int symbol, bool priceOnly)
    {
        close = panel.Close;
        steps = priceOnly ? panel.PriceStep : panel.TotalReturnStep;
        end = panel.RowStarts[symbol + 1];
        nextStep = panel.HasSteps ? panel.RowStarts[symbol] : end;
    }

    internal double[] Close => close;

    internal double[] Steps => steps;

    /// <summary>Whether a step other than 1 lies in (row, until].</summary>
    internal bool HasStep(int row, int until)
    {
        while (nextStep < end && (nextStep <= row || steps[nextStep] == 1)) nextStep++;
        return nextStep <= until;
    }

    internal double Return(int row, int until)
    {
        var entry = close[row];
        if (HasStep(row, until))
            for (var s = nextStep; s <= until; s++) entry *= steps[s];
        return (close[until] / entry) - 1;
    }
}
