namespace TradeML.VendorSim.Market.Macro;

/// <summary>One observation with all values it ever had.</summary>
/// <param name="Date">First day of the period, or the day of a daily series.</param>
/// <param name="Vintages">In order of release, neighbours differ; at least one.</param>
internal sealed record MacroObservation(DateOnly Date, IReadOnlyList<MacroVintage> Vintages)
{
    /// <summary>
    /// Drops values that a release confirmed, and joins what was released before a day into one value known from that
    /// day.
    /// </summary>
    public static MacroObservation Create(DateOnly date, IEnumerable<MacroVintage> vintages, DateOnly loadedOn)
    {
        var kept = new List<MacroVintage>();
        foreach (var released in vintages)
        {
            var vintage = released.Day >= loadedOn
                ? released
                : released with { Day = loadedOn, ReleasedUtc = BusinessDays.Instant(loadedOn, new TimeOnly(9, 0)) };
            if (kept.Count > 0 && kept[^1].Day == vintage.Day) kept[^1] = vintage;
            else if (kept.Count == 0 || !kept[^1].Value.Equals(vintage.Value)) kept.Add(vintage);
        }

        return new MacroObservation(date, kept);
    }
}
