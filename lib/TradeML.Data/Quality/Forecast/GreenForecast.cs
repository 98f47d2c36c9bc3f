namespace TradeML.Data.Quality.Forecast;

/// <summary>When everything that can be fetched will have been fetched.</summary>
/// <param name="Datasets">One entry for each dataset with open tasks, the longest first.</param>
/// <param name="Duration">Time from now until the last is done; null when it can't be said.</param>
/// <param name="Text">The same as a sentence.</param>
/// <param name="GivenUp">Failed tasks, which no time will mend: <c>ata backfill retry</c>.</param>
public sealed record GreenForecast(
    IReadOnlyList<GreenEstimate> Datasets, TimeSpan? Duration, string Text, long GivenUp);
