namespace TradeML.Data.Imports;

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Symbols">Symbols of the file.</param>
/// <param name="Written">Rows that were new or differed from what the lake held.</param>
/// <param name="Quarantined">Rows set aside.</param>
/// <param name="Outside">Minutes outside the regular session, left out.</param>
public sealed record ImportSummary(long Rows, int Symbols, long Written, long Quarantined, long Outside = 0);
