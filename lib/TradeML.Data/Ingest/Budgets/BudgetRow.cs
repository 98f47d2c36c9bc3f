namespace TradeML.Data.Ingest.Budgets;

/// <summary>A vendor's budget as the control store keeps it.</summary>
/// <param name="Day">The vendor's day, in days since 1970-01-01.</param>
/// <param name="Used">Requests spent on that day; on the way into the store: requests to add.</param>
/// <param name="LearnedRate">Requests a minute learned on that day, or null.</param>
/// <param name="FrozenUntil">The vendor is left alone until then (UTC), or null.</param>
internal sealed record BudgetRow(int Day, long Used, double? LearnedRate, DateTimeOffset? FrozenUntil);
