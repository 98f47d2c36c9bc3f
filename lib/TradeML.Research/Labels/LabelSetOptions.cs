using TradeML.Core.Configuration;
using TradeML.Research.Labels.Barriers;

namespace TradeML.Research.Labels;

/// <summary>
/// A named set of labels: <c>configs/labels/NAME.yml</c> (SSOT §3.4). Every label carries the interval of sessions it
/// is made from.
/// </summary>
public sealed record LabelSetOptions : ICheckedOptions
{
    /// <summary>
    /// <c>forward</c> (return over the horizon) or <c>triple_barrier</c> (first of profit-taking, stop and horizon).
    /// </summary>
    [OneOf("forward", "triple_barrier")]
    public required string Kind { get; init; }

    /// <summary>Counted up when the meaning of the labels changes. Default 1.</summary>
    [Between(1, 1000)]
    public int Version { get; init; } = 1;

    /// <summary>How far ahead, in sessions or rows. Default 5.</summary>
    [Between(1, 252)]
    public int Horizon { get; init; } = 5;

    /// <summary>
    /// What the horizon counts: <c>session</c> (of the calendar) or <c>symbol_row</c> (days on which the symbol
    /// traded). Default session.
    /// </summary>
    [OneOf("session", "symbol_row")]
    public string Anchor { get; init; } = "session";

    /// <summary>Return with dividends (<c>total</c>) or with splits alone (<c>price</c>). Default total.</summary>
    [OneOf("total", "price")]
    public string Return { get; init; } = "total";

    /// <summary>Form of a forward label: <c>simple</c> or <c>log</c>. Default simple.</summary>
    [OneOf("simple", "log")]
    public string Form { get; init; } = "simple";

    /// <summary>
    /// What becomes of a symbol that stops trading before the end: <c>delisting</c> (last close and the delisting
    /// return) or <c>unknown</c> (no label). Default delisting.
    /// </summary>
    [OneOf("delisting", "unknown")]
    public string Ended { get; init; } = "delisting";

    /// <summary>
    /// Sessions without a bar after which a listing without a delisting record counts as ended for an unknown reason.
    /// Default 20.
    /// </summary>
    [Between(1, 252)]
    public int EndedAfterSessions { get; init; } = 20;

    /// <summary>The return beyond the last close, by reason.</summary>
    public DelistingReturnOptions DelistingReturns { get; init; } = new();

    /// <summary>The barriers; read when the kind is <c>triple_barrier</c>.</summary>
    public BarrierOptions Barriers { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (Kind == "triple_barrier" && Form == "log")
            yield return ("form", "A triple barrier measures simple returns: 'form' must be simple.");
        if (Form == "log" && DelistingReturns.Values().Any(v => v.Value <= -1))
            yield return ("delisting_returns",
                "The logarithm of a total loss is infinite: with 'form: log' every delisting return must be above -1.");
    }
}
