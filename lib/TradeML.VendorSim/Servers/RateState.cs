namespace TradeML.VendorSim.Servers;

/// <summary>What is left of a plan after a request.</summary>
/// <param name="Limit">Requests of the window: the minute's where the plan has one, else the day's, else the
/// second's.</param>
/// <param name="Left">Requests left in it.</param>
/// <param name="Reset">Unix second at which it begins anew.</param>
/// <param name="Refused">Which limit refused the request, or null when it was granted.</param>
internal readonly record struct RateState(int Limit, int Left, long Reset, Refusal? Refused);
