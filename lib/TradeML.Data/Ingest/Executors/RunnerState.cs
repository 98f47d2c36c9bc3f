namespace TradeML.Data.Ingest.Executors;

/// <summary>What a vendor's runner does right now.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Working">What is in flight, oldest first; empty when nothing is.</param>
/// <param name="IdleUntil">When it looks again for work (UTC) unless it is woken; null while it works or after it has
/// ended.</param>
/// <param name="FrozenUntil">The vendor is left alone until then (UTC), or null.</param>
public sealed record RunnerState(
    string Vendor, IReadOnlyList<string> Working, DateTimeOffset? IdleUntil, DateTimeOffset? FrozenUntil);
