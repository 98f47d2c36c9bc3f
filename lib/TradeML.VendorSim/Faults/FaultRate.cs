namespace TradeML.VendorSim.Faults;

/// <summary>A share of requests that goes wrong in one way.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Rate">Share of the requests, 0 … 1.</param>
public sealed record FaultRate(FaultKind Kind, double Rate);
