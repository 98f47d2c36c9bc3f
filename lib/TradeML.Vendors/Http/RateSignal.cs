namespace TradeML.Vendors.Http;

/// <summary>What one answer said about a vendor's rate limit; every part is optional.</summary>
/// <param name="Refused">Whether it was a 429.</param>
/// <param name="LimitPerMinute">Requests a minute that the vendor allows, or null.</param>
/// <param name="Remaining">Requests left in the vendor's current window, or null.</param>
public readonly record struct RateSignal(bool Refused, int? LimitPerMinute, int? Remaining);
