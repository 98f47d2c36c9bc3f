using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>What one fetch asks for: the tasks' common window without the days that are not final yet.</summary>
/// <param name="Symbols">What the tasks name (tickers, series); empty when the dataset has no key.</param>
/// <param name="Start">First day, included.</param>
/// <param name="End">Day after the last, excluded.</param>
/// <param name="Today">The exchange's local day of the request.</param>
/// <param name="Now">Moment of the request, UTC.</param>
/// <param name="Kind">Why it is asked for.</param>
public sealed record PageWindow(
    IReadOnlyList<string> Symbols, DateOnly Start, DateOnly End, DateOnly Today, DateTime Now, TaskKind Kind)
{
    /// <summary>The only symbol or series; for sources that ask for one at a time.</summary>
    public string Symbol => Symbols[0];
}
