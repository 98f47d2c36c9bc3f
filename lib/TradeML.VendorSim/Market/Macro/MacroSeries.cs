using System.Globalization;

namespace TradeML.VendorSim.Market.Macro;

/// <summary>A macro series with its whole revision history. Immutable.</summary>
internal sealed class MacroSeries
{
    private readonly (DateOnly Day, DateTime ReleasedUtc)[] vintages;

    public MacroSeries(MacroDefinition definition, IReadOnlyList<MacroObservation> observations)
    {
        Definition = definition;
        Observations = observations;
        vintages = [
            .. observations.SelectMany(o => o.Vintages).DistinctBy(v => v.Day).OrderBy(v => v.Day)
                .Select(v => (v.Day, v.ReleasedUtc))];
    }

    /// <summary>What it is.</summary>
    public MacroDefinition Definition { get; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<MacroObservation> Observations { get; }

    /// <summary>Days of a period on which something of it was released by an instant, in order.</summary>
    public IReadOnlyList<DateOnly> VintageDays(DateOnly first, DateOnly last, DateTime nowUtc) =>
        [.. vintages.Where(v => v.Day >= first && v.Day <= last && v.ReleasedUtc <= nowUtc).Select(v => v.Day)];

    /// <summary>A value as the source spells it: "." when there is none.</summary>
    public string Text(double value) =>
        double.IsNaN(value) ? "." : value.ToString($"F{Definition.Decimals}", CultureInfo.InvariantCulture);
}
