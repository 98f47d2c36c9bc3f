using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Ops.Families;

namespace TradeML.Ops.Gate;

/// <summary>
/// Judges whether a model may be trained: every dependency of its configuration GREEN to the share it demands (SSOT
/// §6.1). It changes nothing and trains nothing; its verdict is what training asks for.
/// </summary>
/// <param name="lake">The lake; its stage says symbols and days.</param>
/// <param name="time">The clock: it says which session was the last to close.</param>
/// <param name="minGreen">Overrides the least GREEN share of every dependency (<c>min_green_frac</c> of backfill.yml);
/// null takes the model's own.</param>
internal sealed class GreenGate(DataLake lake, TimeProvider time, double? minGreen = null)
{
    /// <summary>Judges without refusing.</summary>
    /// <param name="family">The model family.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has
    /// closed.</param>
    /// <exception cref="Core.Errors.TradeMLException">Data missing: the lake has no stage.</exception>
    public GateVerdict Judge(ModelFamily family, DateOnly? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        var options = family.Options;
        var window = TrainingWindow.Of(lake, options, asOf, time);
        var calendar = ExchangeCalendar.Xnys;
        var dependencies = lake.Control.Read(r => options.Dependencies.Select(d =>
            CoverageGrid.Read(r, d.Table, window.Symbols, calendar)
                .Judge(d.Table, minGreen ?? d.MinGreen, Remedy(d.Table), calendar)).ToList());
        var objections = new List<string>();
        if (!options.Enabled) objections.Add("Training is switched off here (enabled: false).");
        if (window.Start > window.Wanted.AddDays(31))
            objections.Add(
                $"The stage begins on {window.Start:yyyy-MM-dd}, the configuration wants data from "
                    + $"{window.Wanted:yyyy-MM-dd} (window_years {options.WindowYears}).");
        return new GateVerdict(family.Name, window, dependencies, objections);
    }

    private static string Remedy(string table) => table.StartsWith("curated/", StringComparison.Ordinal)
        ? $"Run `ata audit gaps --tables {table}`, `ata backfill run`, then `ata curate run`."
        : $"Run `ata audit gaps --tables {table}`, then `ata backfill run`.";
}
