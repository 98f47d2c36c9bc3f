using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>Builds the labels that a settings file names.</summary>
public static class LabelSet
{
    /// <summary>Builds the labels of every panel row.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="options">The settings of the set.</param>
    /// <param name="delistings">Ends of listings that are known.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The labels; for a triple barrier with the return to the exit and the volatility at entry.</returns>
    public static LabelColumns Build(
        Panel panel, LabelSetOptions options, IReadOnlyList<Delisting>? delistings = null, int threads = 1,
        CancellationToken cancellationToken = default)
    {
        if (options.Kind == "forward")
            return new(ForwardReturns.Build(panel, Forward(options), delistings, threads, cancellationToken), null,
                null);
        var (labels, returns, target) = TripleBarrier.Label(panel, Barrier(options), null, delistings, threads,
            cancellationToken);
        return new(labels, returns, target);
    }

    /// <summary>The settings of a forward return.</summary>
    /// <param name="options">Settings of kind <c>forward</c>.</param>
    public static ForwardConfig Forward(LabelSetOptions options) =>
        new(Horizon(options)) { PriceOnly = options.Return == "price", Log = options.Form == "log" };

    /// <summary>The settings of a triple barrier.</summary>
    /// <param name="options">Settings of kind <c>triple_barrier</c>.</param>
    public static TripleBarrierConfig Barrier(LabelSetOptions options) => new(Horizon(options))
    {
        PriceOnly = options.Return == "price",
        ProfitTake = options.Barriers.ProfitTake,
        StopLoss = options.Barriers.StopLoss,
        VolSpan = options.Barriers.VolSpan,
        MinTarget = options.Barriers.MinTarget,
        Inclusive = options.Barriers.Touch == "inclusive",
        SignAtHorizon = options.Barriers.Vertical == "sign",
        Intrabar = options.Barriers.Path == "intrabar",
        LastCloseAtEndOfData = options.Barriers.Incomplete == "last_close",
    };

    /// <summary>How a label's end is written to files: <c>horizon</c>, <c>upper</c>, <c>delisted_merger</c> …</summary>
    /// <param name="end">The end.</param>
    public static string Text(LabelEnd end)
    {
        var name = end.ToString();
        return string.Concat(
            name
                .Select((c, i) =>
                    i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }

    private static LabelHorizon Horizon(LabelSetOptions options) => new(options.Horizon)
    {
        Anchor = options.Anchor == "session" ? ForwardAnchor.Session : ForwardAnchor.SymbolRow,
        Ended = options.Ended == "delisting" ? EndedSeries.Delisting : EndedSeries.Unknown,
        EndedAfterSessions = options.EndedAfterSessions,
        DelistingReturns = DelistingReturns.Of(options.DelistingReturns),
    };
}
