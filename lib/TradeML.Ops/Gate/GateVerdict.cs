using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.Ops.Gate;

/// <summary>Whether a model may be trained: every dependency GREEN enough over the window (SSOT §6.1).</summary>
/// <param name="Model">The model.</param>
/// <param name="WindowStart">First day of the training window.</param>
/// <param name="WindowEnd">End of the training window, exclusive.</param>
/// <param name="Symbols">Symbols of the universe, ordered.</param>
/// <param name="Delisted">How many of them stopped trading within the window.</param>
/// <param name="Dependencies">One verdict a dependency, in the configuration's order.</param>
/// <param name="Objections">Whatever else speaks against training, as sentences.</param>
public sealed record GateVerdict(
    string Model, DateOnly WindowStart, DateOnly WindowEnd, IReadOnlyList<string> Symbols, int Delisted,
    IReadOnlyList<DependencyVerdict> Dependencies, IReadOnlyList<string> Objections)
{
    /// <summary>Whether training may start.</summary>
    public bool Pass => Objections.Count == 0 && Dependencies.All(d => d.Pass);

    /// <summary>Every reason against training, as sentences; empty when there is none.</summary>
    public IReadOnlyList<string> Reasons => [.. Objections, .. Dependencies.Where(d => !d.Pass).Select(Reason)];

    /// <summary>Refuses when the gate does not pass.</summary>
    /// <exception cref="TradeMLException">Gate refused (exit code 3): names every table below its threshold, its worst symbols and the remedy.</exception>
    public void Require()
    {
        if (Pass) return;
        throw new TradeMLException(
            ErrorKind.GateRefused, $"{Model} may not be trained: {string.Join(" ", Reasons)}",
            string.Create(CultureInfo.InvariantCulture, $"window {WindowStart:yyyy-MM-dd} to {WindowEnd:yyyy-MM-dd} (exclusive), {Symbols.Count} symbols"),
            Dependencies.FirstOrDefault(d => !d.Pass)?.Remedy ?? "Widen the stage with `ata node init --start DAY`, or ask for fewer years in configs/training.");
    }

    private static string Reason(DependencyVerdict d)
    {
        if (d.Expected == 0) return $"{d.Table} expects nothing in the window, so nothing is known of it.";
        var worst = d.Worst.Take(3).Select(w => string.Create(
            CultureInfo.InvariantCulture, $"{w.Symbol} lacks {w.NotGreen:N0} of {w.Expected:N0} sessions from {w.FirstGap:yyyy-MM-dd}"));
        return string.Create(CultureInfo.InvariantCulture, $"{d.Table} is {Share(d.GreenShare)} GREEN and {d.Threshold:P1} is needed ({string.Join("; ", worst)}).");
    }

    // Rounded down, so that a refused share never reads as the threshold.
    private static string Share(double share) => (Math.Floor(share * 1000) / 1000).ToString("P1", CultureInfo.InvariantCulture);
}
