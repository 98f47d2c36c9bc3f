using TradeML.Core.Errors;
using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>
/// Forward k-day return labels (SSOT §3.4): <c>close(e) / (close(t) · Π step(s), t &lt; s ≤ e) · (1 + d) − 1</c> with
/// the steps of splits and, for total returns, dividends. e is the horizon's end, or the last row of a listing that
/// ended before; d is 0 or the assumed delisting return. A label uses no row outside [t, e].
/// </summary>
internal static class ForwardReturns
{
    /// <summary>Builds the label of every panel row.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">What a label is.</param>
    /// <param name="delistings">Ends of listings that are known; a symbol that the panel lacks is passed over.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: a horizon or a number of threads below 1.</exception>
    public static EventLabels Build(
        Panel panel, ForwardConfig config, IReadOnlyList<Delisting>? delistings = null, int threads = 1,
        CancellationToken cancellationToken = default)
    {
        config.Horizon.Check();
        var labels = LabelRows.New(panel);
        LabelRows.ForEachSymbol(
            panel, config.Horizon, delistings, threads,
            (symbol, scan) => BuildSymbol(panel, symbol, config, scan, labels), cancellationToken);
        return labels;
    }

    private static void BuildSymbol(Panel panel, int symbol, ForwardConfig config, HorizonScan scan, EventLabels labels)
    {
        var path = new PricePath(panel, symbol, config.PriceOnly);
        for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
        {
            var end = scan.Next(row);
            labels.End[row] = end.End;
            if (end.Day < 0) continue;
            var value = path.Return(row, end.Row);
            if (double.IsNaN(value)) labels.End[row] = LabelEnd.NoPrice;
            // Only a delisting changes the value: a return of 0 beyond the last close must not cost a bit.
            if (end.Beyond != 0) value = ((1 + value) * (1 + end.Beyond)) - 1;
            if (double.IsNaN(value)) continue;
            labels.Value[row] = config.Log ? Math.Log(1 + value) : value;
            labels.EndDay[row] = end.Day;
        }
    }
}
