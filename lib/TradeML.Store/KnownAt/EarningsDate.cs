namespace TradeML.Store.KnownAt;

/// <summary>One version of one earnings date of one symbol.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="Date">Day of the report.</param>
/// <param name="Quarter">End of the fiscal quarter, or the day of the report where that is unknown: what versions
/// share.</param>
/// <param name="Planned">Instant from which it was known as a plan (UTC); null when it is no plan.</param>
/// <param name="Reported">Day from whose close on the report itself was public; null when it is none.</param>
public sealed record EarningsDate(
    string Symbol, DateOnly Date, DateOnly Quarter, DateTime? Planned, DateOnly? Reported)
{
    /// <summary>
    /// The day from whose close on a report is public: its own, or the next when it came after the close or at an
    /// unknown hour.
    /// </summary>
    public static DateOnly PublicFrom(DateOnly date, string? hour) => hour is "bmo" or "dmh" ? date : date.AddDays(1);
}
