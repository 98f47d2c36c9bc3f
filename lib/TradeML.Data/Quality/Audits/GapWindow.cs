namespace TradeML.Data.Quality.Audits;

/// <summary>A half-open window of days to fetch.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">First day after the window.</param>
/// <param name="Sessions">Number of sessions in it that are missing or doubtful.</param>
internal readonly record struct GapWindow(DateOnly Start, DateOnly End, int Sessions);
