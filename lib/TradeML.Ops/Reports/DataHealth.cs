using TradeML.Ops.Runs;

namespace TradeML.Ops.Reports;

/// <summary>GREEN/AMBER/RED summaries of the tables that a model depends on.</summary>
/// <param name="Tables">One summary a table.</param>
/// <param name="Years">The same by calendar year, ordered by table, then year.</param>
/// <param name="Survivorship">What is known about securities that no longer trade.</param>
internal sealed record DataHealth(
    IReadOnlyList<TableHealth> Tables, IReadOnlyList<YearHealth> Years, SurvivorshipSummary Survivorship);
