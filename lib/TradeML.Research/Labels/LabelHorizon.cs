using TradeML.Core.Errors;

namespace TradeML.Research.Labels;

/// <summary>How far labels reach, and what becomes of those whose symbol stops trading on the way.</summary>
/// <param name="Length">Sessions (or rows) ahead, at least 1.</param>
public sealed record LabelHorizon(int Length)
{
    /// <summary>What <see cref="Length"/> counts. Default sessions.</summary>
    public ForwardAnchor Anchor { get; init; } = ForwardAnchor.Session;

    /// <summary>What a label is whose symbol stopped trading. Default the delisting return.</summary>
    public EndedSeries Ended { get; init; } = EndedSeries.Delisting;

    /// <summary>
    /// Sessions without a bar after which a listing without a record counts as ended, for an unknown reason. Default
    /// 20.
    /// </summary>
    public int EndedAfterSessions { get; init; } = 20;

    /// <summary>The return beyond the last close.</summary>
    public DelistingReturns DelistingReturns { get; init; } = new();

    internal void Check()
    {
        if (Length < 1)
            throw new TradeMLException(ErrorKind.BadInput, $"A label horizon is at least 1 session, not {Length}.");
        if (EndedAfterSessions < 1)
            throw new TradeMLException(ErrorKind.BadInput,
                $"A listing ends after at least 1 session without a bar, not {EndedAfterSessions}.");
    }
}
