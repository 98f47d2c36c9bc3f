using TradeML.Vendors.Datasets;

namespace TradeML.Data.Queue;

/// <summary>One unit of ingest work as the queue hands it out.</summary>
/// <param name="Id">Row id in the queue.</param>
/// <param name="Dataset">Logical dataset, for example <c>equities_eod</c>.</param>
/// <param name="Symbol">Ticker, or null for a dataset without symbols.</param>
/// <param name="Start">First day, included.</param>
/// <param name="End">Day after the last, excluded.</param>
/// <param name="Kind">Why it is asked for.</param>
/// <param name="Priority">Lane; smaller goes first.</param>
/// <param name="Attempts">Leases so far, this one included.</param>
/// <param name="Generation">How often the window was asked for anew after being finished.</param>
public sealed record BackfillTask(
    long Id, string Dataset, string? Symbol, DateOnly Start, DateOnly End, TaskKind Kind, int Priority,
    int Attempts = 0, int Generation = 0)
{
    /// <summary>What a vendor is asked for it; the answer carries the task's <see cref="Id"/>.</summary>
    public FetchRequest Request => new(Dataset, Symbol, Start, End, Kind, Id);

    /// <summary>
    /// The task in a few words for messages, for example <c>equities_eod AAPL 2020-01-01..2021-01-01</c>.
    /// </summary>
    public string Describe() => Request.Describe();
}
