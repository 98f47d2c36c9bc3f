using TradeML.Core.Errors;

namespace TradeML.Research.Labels.Barriers;

/// <summary>What a triple-barrier label is.</summary>
/// <param name="Horizon">The vertical barrier.</param>
public sealed record TripleBarrierConfig(LabelHorizon Horizon)
{
    /// <summary>Upper barrier in multiples of the target; 0 turns it off. Default 1.5.</summary>
    public double ProfitTake { get; init; } = 1.5;

    /// <summary>Lower barrier in multiples of the target; 0 turns it off. Default 1.5.</summary>
    public double StopLoss { get; init; } = 1.5;

    /// <summary>Span in rows of the volatility that is the target. Default 20.</summary>
    public int VolSpan { get; init; } = 20;

    /// <summary>Events whose target does not exceed it get no label. Default 0.</summary>
    public double MinTarget { get; init; }

    /// <summary>Whether a return exactly at a barrier counts. Default false.</summary>
    public bool Inclusive { get; init; }

    /// <summary>Whether the label at the horizon is the return's sign, not 0. Default false.</summary>
    public bool SignAtHorizon { get; init; }

    /// <summary>Whether open, low and high are tested, not the close alone. Default false.</summary>
    public bool Intrabar { get; init; }

    /// <summary>
    /// Whether an event whose horizon runs past the data ends at the last close; later bars change such a label.
    /// Default false.
    /// </summary>
    public bool LastCloseAtEndOfData { get; init; }

    /// <summary>Whether splits alone are undone, and not dividends too. Default false.</summary>
    public bool PriceOnly { get; init; }

    internal void Check()
    {
        Horizon.Check();
        if (!(ProfitTake >= 0) || !(StopLoss >= 0) || double.IsInfinity(ProfitTake) || double.IsInfinity(StopLoss))
            throw new TradeMLException(ErrorKind.BadInput,
                $"Barriers are 0 (off) or more times the volatility, not {ProfitTake} and {StopLoss}.");
        if (!(MinTarget >= 0))
            throw new TradeMLException(ErrorKind.BadInput, $"The least volatility is at least 0, not {MinTarget}.");
    }
}
