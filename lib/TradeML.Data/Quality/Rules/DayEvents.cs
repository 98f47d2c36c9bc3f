namespace TradeML.Data.Quality.Rules;

/// <summary>What the corporate actions of one ex-date should do to the price.</summary>
/// <param name="Ratio">New shares per old share of all splits together; 1 when there are none.</param>
/// <param name="Cash">Cash per share after the split, in USD; 0 when there is none.</param>
/// <param name="IsSized">Whether that is all: false with a spin-off, a merger or another event whose size is not
/// known.</param>
public sealed record DayEvents(double Ratio, double Cash, bool IsSized)
{
    /// <summary>
    /// The close that would have moved with nothing but the events; NaN when their size is not known or nothing is
    /// left.
    /// </summary>
    /// <param name="before">Close of the session before.</param>
    public double Expected(double before) =>
        IsSized && (before / Ratio) - Cash is > 0 and var expected ? expected : double.NaN;
}
