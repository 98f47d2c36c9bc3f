using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>
/// Forward k-day return labels (SSOT §3.4): simple total return with splits and dividends as steps,
/// <c>close(e) / (close(t) · Π step(s), t &lt; s ≤ e) − 1</c>.
/// </summary>
public static class ForwardReturns
{
    /// <summary>Builds the label of every panel row.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="horizon">Sessions (or rows) ahead, at least 1.</param>
    /// <param name="anchor">What the horizon counts. Default sessions.</param>
    /// <param name="ended">What a label is whose symbol stopped trading before its end; applies to <see cref="ForwardAnchor.Session"/>. Default unknown.</param>
    /// <exception cref="TradeMLException">Bad input: the horizon is below 1.</exception>
    public static ForwardLabels Build(Panel panel, int horizon, ForwardAnchor anchor = ForwardAnchor.Session, EndedSeries ended = EndedSeries.Unknown)
    {
        if (horizon < 1) throw new TradeMLException(ErrorKind.BadInput, $"A label horizon is at least 1 session, not {horizon}.");
        var value = new double[panel.Rows];
        var endDay = new int[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
            BuildSymbol(panel, symbol, horizon, anchor, ended, value, endDay);
        return new(value, endDay, horizon);
    }

    private static void BuildSymbol(
        Panel panel, int symbol, int horizon, ForwardAnchor anchor, EndedSeries ended, double[] value, int[] endDay)
    {
        int first = panel.RowStarts[symbol], last = panel.RowStarts[symbol + 1] - 1;
        var lastSession = panel.Sessions.Length - 1;
        var end = first;
        for (var row = first; row <= last; row++)
        {
            var target = panel.Day[row] + horizon;
            var found = -1;
            if (anchor == ForwardAnchor.SymbolRow)
            {
                found = row + horizon <= last ? row + horizon : -1;
                target = found < 0 ? -1 : panel.Day[found];
            }
            else if (target <= lastSession)
            {
                while (end < last && panel.Day[end] < target) end++;
                if (panel.Day[end] == target) found = end;
                else if (ended == EndedSeries.LastClose && end == last && end > row) found = end;
            }

            value[row] = found < 0 ? double.NaN : Return(panel, row, found);
            endDay[row] = double.IsNaN(value[row]) ? -1 : target;
        }
    }

    private static double Return(Panel panel, int row, int end)
    {
        var entry = panel.Close[row];
        if (panel.HasSteps)
            for (var s = row + 1; s <= end; s++) entry *= panel.TotalReturnStep[s];
        return (panel.Close[end] / entry) - 1;
    }
}
