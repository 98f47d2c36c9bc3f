namespace TradeML.VendorSim.Faults;

/// <summary>The fault of one request.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="RetryAfterSeconds">Seconds in Retry-After of a 429.</param>
/// <param name="Variation">Which of several forms it takes; not negative.</param>
internal sealed record Fault(FaultKind Kind, int RetryAfterSeconds, int Variation);
