namespace TradeML.Data.Ingest.Budgets;

/// <summary>How much of a vendor's budget is left.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Used">Requests spent since the reset.</param>
/// <param name="DailyCap">Requests a day.</param>
/// <param name="RequestsPerMinute">Rate in force, learned limits included.</param>
/// <param name="FrozenUntil">The vendor is left alone until this instant (UTC), or null.</param>
/// <param name="ResetsAt">When the day's count starts anew (UTC).</param>
public sealed record BudgetState(
    string Vendor, long Used, long DailyCap, double RequestsPerMinute, DateTimeOffset? FrozenUntil,
    DateTimeOffset ResetsAt);
