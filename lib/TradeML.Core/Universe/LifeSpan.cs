namespace TradeML.Core.Universe;

/// <summary>How long one name of a universe was seen.</summary>
/// <param name="First">First local trading day on which it belonged to the universe.</param>
/// <param name="Ended">Whether it stopped trading before the end of the data.</param>
public readonly record struct LifeSpan(DateOnly First, bool Ended);
