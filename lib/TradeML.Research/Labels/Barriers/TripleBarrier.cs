using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Labels.Barriers;

/// <summary>
/// Triple-barrier labels (SSOT §3.4; López de Prado, Advances in Financial Machine Learning, 2018, ch. 3): 1 when the
/// price rises by <c>ProfitTake × target</c> first, −1 when it falls by <c>StopLoss × target</c> first, 0 (or the
/// return's sign) when the horizon comes first. The target is the volatility of daily returns up to and including the
/// entry's close (<see cref="EwmDeviation"/>); nothing later scales a barrier.
/// </summary>
internal static class TripleBarrier
{
    /// <summary>Labels every panel row as an event that is entered at its close.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">What a label is.</param>
    /// <param name="target">Daily volatility of each row that scales its barriers, known at its close; null = that of
    /// daily returns.</param>
    /// <param name="delistings">Ends of listings that are known; a symbol that the panel lacks is passed over.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: a setting outside its range, or targets of another number of
    /// rows.</exception>
    public static BarrierLabels Label(
        Panel panel, TripleBarrierConfig config, double[]? target = null, IReadOnlyList<Delisting>? delistings = null,
        int threads = 1,
        CancellationToken cancellationToken = default)
    {
        config.Check();
        if (target is not null && target.Length != panel.Rows)
            throw new TradeMLException(ErrorKind.BadInput,
                $"{target.Length} targets were given for {panel.Rows} rows.");
        var returns = GC.AllocateUninitializedArray<double>(panel.Rows);
        Array.Fill(returns, double.NaN);
        var labels = new BarrierLabels(LabelRows.New(panel), returns,
            target ?? GC.AllocateUninitializedArray<double>(panel.Rows));
        LabelRows.ForEachSymbol(panel, config.Horizon, delistings, threads, (symbol, scan) =>
        {
            if (target is null) Targets(panel, symbol, config, labels.Target);
            var path = new PricePath(panel, symbol, config.PriceOnly);
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
                LabelRow(panel, config, path, row, scan.Next(row), labels);
        }, cancellationToken);
        return labels;
    }

    private static void Targets(Panel panel, int symbol, TripleBarrierConfig config, double[] target)
    {
        int first = panel.RowStarts[symbol], end = panel.RowStarts[symbol + 1];
        if (first == end) return;
        var steps = config.PriceOnly ? panel.PriceStep : panel.TotalReturnStep;
        target[first] = double.NaN;
        for (var row = first + 1; row < end; row++)
            target[row] = (panel.Close[row] / (panel.Close[row - 1] * steps[row])) - 1;
        EwmDeviation.Compute(target.AsSpan(first..end), config.VolSpan, target.AsSpan(first..end));
    }

    private static void LabelRow(
        Panel panel, TripleBarrierConfig config, PricePath path, int row, HorizonEnd end, BarrierLabels labels)
    {
        var target = labels.Target[row];
        if (!(target > config.MinTarget) || double.IsNaN(panel.Close[row]))
        {
            labels.Labels.End[row] = double.IsNaN(panel.Close[row])
                ? LabelEnd.NoPrice
                : double.IsNaN(target) ? LabelEnd.NoTarget : LabelEnd.SmallTarget;
            return;
        }

        var upper = config.ProfitTake > 0 ? config.ProfitTake * target : double.PositiveInfinity;
        var lower = config.StopLoss > 0 ? -config.StopLoss * target : double.NegativeInfinity;
        var hit = Find(panel, config, path, row, end.Row, upper, lower);
        if (hit.Row >= 0)
        {
            Set(labels, row, hit.End == LabelEnd.Upper ? 1 : -1, (hit.Exit / panel.Close[row]) - 1, panel.Day[hit.Row],
                hit.End);
            return;
        }

        if (end.End == LabelEnd.HorizonIncomplete && config.LastCloseAtEndOfData)
            end = end.Row == row
                ? end with { End = LabelEnd.NoFuture }
                : new(end.Row, panel.Day[end.Row], LabelEnd.EndOfData, 0);
        labels.Labels.End[row] = end.End;
        if (end.Day < 0) return;
        var value = path.Return(row, end.Row);
        if (double.IsNaN(value)) labels.Labels.End[row] = LabelEnd.NoPrice;
        if (end.Beyond != 0) value = ((1 + value) * (1 + end.Beyond)) - 1;
        if (double.IsNaN(value)) return;
        // A delisting's loss may pass a barrier beyond the last close.
        var side = end.Beyond == 0 ? LabelEnd.Horizon : BarrierScan.Side(value, upper, lower, config.Inclusive);
        var label = side switch
        {
            LabelEnd.Upper => 1,
            LabelEnd.Lower => -1,
            _ => config.SignAtHorizon ? Math.Sign(value) : 0
        };
        Set(labels, row, label, value, end.Day, end.End);
    }

    private static BarrierHit Find(
        Panel panel, TripleBarrierConfig config, PricePath path, int row, int last, double upper, double lower)
    {
        if (last <= row) return BarrierHit.None;
        if (config.Intrabar)
        {
            var entry = panel.Close[row];
            return BarrierScan.Intrabar(
                new(panel.Open, panel.High, panel.Low), path.Steps, entry, row, last, entry * (1 + upper),
                entry * (1 + lower));
        }

        return path.HasStep(row, last)
            ? BarrierScan.Closes(panel.Close, path.Steps, row, last, upper, lower, config.Inclusive)
            : BarrierScan.Closes(panel.Close, row, last, upper, lower, config.Inclusive);
    }

    private static void Set(BarrierLabels labels, int row, int label, double value, int day, LabelEnd end)
    {
        labels.Labels.Value[row] = label;
        labels.Labels.EndDay[row] = day;
        labels.Labels.End[row] = end;
        labels.Return[row] = value;
    }
}
