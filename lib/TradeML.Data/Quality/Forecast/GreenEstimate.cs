namespace TradeML.Data.Quality.Forecast;

/// <summary>When the open tasks of one dataset will be worked off.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Tables">Tables that wait for it.</param>
/// <param name="Vendor">Who serves it, or null when nobody can.</param>
/// <param name="Tasks">Tasks that wait.</param>
/// <param name="Requests">Requests that they take.</param>
/// <param name="Duration">Time from now; null when it can't be said.</param>
/// <param name="Text">A sentence, for example <c>about 3 h 20 min, bounded by alpaca's 200 requests a
/// minute</c>.</param>
public sealed record GreenEstimate(
    string Dataset, IReadOnlyList<string> Tables, string? Vendor, long Tasks, double Requests, TimeSpan? Duration,
    string Text);
