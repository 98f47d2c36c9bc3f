using TradeML.Core.Configuration;

namespace TradeML.Research.Labels.Barriers;

/// <summary>
/// The barriers of a triple-barrier label (López de Prado, Advances in Financial Machine Learning, 2018, ch. 3).
/// </summary>
public sealed record BarrierOptions
{
    /// <summary>Upper barrier in multiples of the volatility known at entry; 0 turns it off. Default 1.5.</summary>
    [Between(0, 100)]
    public double ProfitTake { get; init; } = 1.5;

    /// <summary>Lower barrier in multiples of the volatility known at entry; 0 turns it off. Default 1.5.</summary>
    [Between(0, 100)]
    public double StopLoss { get; init; } = 1.5;

    /// <summary>
    /// Span in rows of the exponentially weighted deviation of daily returns that scales the barriers. Default 20.
    /// </summary>
    [Between(2, 1000)]
    public int VolSpan { get; init; } = 20;

    /// <summary>Events whose daily volatility does not exceed it get no label. Default 0.</summary>
    [Between(0, 1)]
    public double MinTarget { get; init; }

    /// <summary>
    /// Whether a return exactly at a barrier counts: <c>strict</c> (no) or <c>inclusive</c>. Default strict.
    /// </summary>
    [OneOf("strict", "inclusive")]
    public string Touch { get; init; } = "strict";

    /// <summary>
    /// Label when the horizon comes first: <c>zero</c>, or the <c>sign</c> of the return. Default zero.
    /// </summary>
    [OneOf("zero", "sign")]
    public string Vertical { get; init; } = "zero";

    /// <summary>
    /// Prices that are tested: <c>close</c>, or <c>intrabar</c> (open, low, high; the lower barrier wins a tie).
    /// Default close.
    /// </summary>
    [OneOf("close", "intrabar")]
    public string Path { get; init; } = "close";

    /// <summary>
    /// An event whose horizon runs past the data: <c>unknown</c> (no label yet), or the <c>last_close</c>, which later
    /// bars change. Default unknown.
    /// </summary>
    [OneOf("unknown", "last_close")]
    public string Incomplete { get; init; } = "unknown";
}
