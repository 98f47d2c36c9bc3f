using TradeML.Core.Errors;
using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>The loop that every kind of label shares: each symbol by itself, on as many threads as wished.</summary>
internal static class LabelRows
{
    internal static EventLabels New(Panel panel)
    {
        var labels = new EventLabels(GC.AllocateUninitializedArray<double>(panel.Rows), panel.Day,
            GC.AllocateUninitializedArray<int>(panel.Rows), new LabelEnd[panel.Rows]);
        Array.Fill(labels.Value, double.NaN);
        Array.Fill(labels.EndDay, -1);
        return labels;
    }

    internal static void ForEachSymbol(
        Panel panel, LabelHorizon horizon, IReadOnlyList<Delisting>? delistings, int threads,
        Action<int, HorizonScan> label, CancellationToken ct)
    {
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
        var listings = horizon.Ended == EndedSeries.Delisting
            ? new ListingEnds(panel, horizon.EndedAfterSessions, delistings ?? [])
            : null;
        Parallel.For(
            0, panel.SymbolCount, new() { MaxDegreeOfParallelism = threads, CancellationToken = ct },
            symbol => label(symbol, new HorizonScan(panel, symbol, horizon, listings)));
    }
}
