using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality.Audits;

/// <summary>Neighbouring sessions of one series that are not GREEN for the same reason.</summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Start">First day.</param>
/// <param name="End">First day after.</param>
/// <param name="Sessions">Number of sessions.</param>
/// <param name="State">RED or AMBER.</param>
/// <param name="Code">Code of the outcome, for example <c>MISSING_ROWS</c>.</param>
public sealed record Gap(
    string Table, string Symbol, DateOnly Start, DateOnly End, int Sessions, PartitionState State, string Code);
