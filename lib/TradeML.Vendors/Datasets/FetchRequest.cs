namespace TradeML.Vendors.Datasets;

/// <summary>What a vendor is asked for: a window of one dataset, for one symbol or for none.</summary>
/// <param name="Dataset">Logical dataset, for example <c>equities_eod</c>.</param>
/// <param name="Symbol">Ticker or series, or null for a dataset without symbols.</param>
/// <param name="Start">First day, included.</param>
/// <param name="End">Day after the last, excluded.</param>
/// <param name="Kind">Why it is asked for; decides what the request may spend of the vendor's budget.</param>
/// <param name="Id">The caller's own number for it, handed back with the answer.</param>
public sealed record FetchRequest(
    string Dataset, string? Symbol, DateOnly Start, DateOnly End, TaskKind Kind, long Id = 0)
{
    /// <summary>
    /// The request in a few words for messages, for example <c>equities_eod AAPL 2020-01-01..2021-01-01</c>.
    /// </summary>
    public string Describe() => $"{Dataset}{(Symbol is null ? "" : " " + Symbol)} {Start:yyyy-MM-dd}..{End:yyyy-MM-dd}";
}
