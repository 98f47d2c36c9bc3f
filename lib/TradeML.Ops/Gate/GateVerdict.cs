using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.Ops.Gate;

/// <summary>
/// Whether a model may be trained: every dependency GREEN enough over the window (SSOT §6.1). Only the gate makes one,
/// and training takes no other word for it.
/// </summary>
public sealed class GateVerdict
{
    internal GateVerdict(
        string model, TrainingWindow window, IReadOnlyList<DependencyVerdict> dependencies,
        IReadOnlyList<string> objections)
    {
        Model = model;
        Window = window;
        Symbols = [.. window.Symbols.Select(s => s.Symbol)];
        Dependencies = dependencies;
        Objections = objections;
    }

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>First day of the training window.</summary>
    public DateOnly WindowStart => Window.Start;

    /// <summary>End of the training window, exclusive.</summary>
    public DateOnly WindowEnd => Window.End;

    /// <summary>Symbols of the universe, ordered.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>How many of them stopped trading within the window.</summary>
    public int Delisted => Window.Symbols.Count(s => s.Delisted);

    /// <summary>One verdict a dependency, in the configuration's order.</summary>
    public IReadOnlyList<DependencyVerdict> Dependencies { get; }

    /// <summary>Whatever else speaks against training, as sentences.</summary>
    public IReadOnlyList<string> Objections { get; }

    /// <summary>Whether training may start.</summary>
    public bool Pass => Objections.Count == 0 && Dependencies.All(d => d.Pass);

    /// <summary>Every reason against training, as sentences; empty when there is none.</summary>
    public IReadOnlyList<string> Reasons => [.. Objections, .. Dependencies.Where(d => !d.Pass).Select(Reason)];

    /// <summary>What was judged: training uses these days and symbols and no others.</summary>
    internal TrainingWindow Window { get; }

    /// <summary>Refuses when the gate does not pass.</summary>
    /// <exception cref="TradeMLException">Gate refused (exit code 3): names every table below its threshold, its worst
    /// symbols and the remedy.</exception>
    public void Require()
    {
        if (Pass) return;
        throw new TradeMLException(
            ErrorKind.GateRefused, $"{Model} may not be trained: {string.Join(" ", Reasons)}",
            string.Create(CultureInfo.InvariantCulture,
                $"window {WindowStart:yyyy-MM-dd} to {WindowEnd:yyyy-MM-dd} (exclusive), {Symbols.Count} symbols"),
            Dependencies.FirstOrDefault(d => !d.Pass)?.Remedy
                ?? "Widen the stage with `ata node init --start DAY`, or ask for fewer years in configs/training.");
    }

    private static string Reason(DependencyVerdict d)
    {
        if (d.Expected == 0) return $"{d.Table} expects nothing in the window, so nothing is known of it.";
        var worst = d.Worst.Take(3).Select(w => string.Create(
            CultureInfo.InvariantCulture,
            $"{w.Symbol} lacks {w.NotGreen:N0} of {w.Expected:N0} sessions from {w.FirstGap:yyyy-MM-dd}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{d.Table} is {Share(d.GreenShare)} GREEN and {d.Threshold:P1} is needed ({string.Join("; ", worst)}).");
    }

    // Rounded down, so that a refused share never reads as the threshold.
    private static string Share(double share) =>
        (Math.Floor(share * 1000) / 1000).ToString("P1", CultureInfo.InvariantCulture);
}
