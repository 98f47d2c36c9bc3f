using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Forecast;

/// <summary>Tasks of one dataset and kind that wait for one vendor.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Kind">Why they are there; it decides what they may spend.</param>
/// <param name="Priority">Lane; smaller goes first.</param>
/// <param name="Tasks">How many.</param>
/// <param name="Requests">Requests that they take together.</param>
/// <param name="NotBefore">The latest instant (UTC) before which one of them may not be tried, or null.</param>
internal sealed record OpenWork(
    string Dataset, TaskKind Kind, int Priority, long Tasks, double Requests, DateTime? NotBefore = null);
