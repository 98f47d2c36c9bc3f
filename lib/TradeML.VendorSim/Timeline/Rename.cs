namespace TradeML.VendorSim.Timeline;

/// <summary>
/// A ticker change: the name change is announced like other actions, the old ticker dies, history follows the new one.
/// </summary>
/// <param name="OldSymbol">The newest ticker until then.</param>
/// <param name="NewSymbol">The ticker from then on; no other security may bear it.</param>
/// <param name="Effective">First session under the new ticker (exchange-local day).</param>
public sealed record Rename(string OldSymbol, string NewSymbol, DateOnly Effective);
