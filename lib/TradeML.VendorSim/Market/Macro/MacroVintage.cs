namespace TradeML.VendorSim.Market.Macro;

/// <summary>A value that an observation had from a release on.</summary>
/// <param name="ReleasedUtc">Instant of the release.</param>
/// <param name="Day">Day of the release: the vintage.</param>
/// <param name="Value">The value; NaN when the source published none (a holiday).</param>
internal readonly record struct MacroVintage(DateTime ReleasedUtc, DateOnly Day, double Value);
