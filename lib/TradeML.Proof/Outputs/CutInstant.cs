using TradeML.Proof.Worlds;

namespace TradeML.Proof.Outputs;

/// <summary>An instant at which the world is cut.</summary>
/// <param name="At">UTC: what was known by it stays, everything later is corrupted.</param>
/// <param name="Why">Why this instant was taken, for example <c>month-end</c>.</param>
public readonly record struct CutInstant(DateTime At, string Why)
{
    /// <summary>The exchange's local day.</summary>
    public DateOnly Day => SessionHours.DayOf(At);
}
