using TradeML.Lake.Control;

namespace TradeML.Testing;

/// <summary>
/// Crashes at the n-th step it is told of, counted from 1 since <see cref="Arm"/>; until then it only counts.
/// </summary>
public sealed class CrashAt : ICrashPoint
{
    private readonly List<string> steps = [];
    private readonly Lock counting = new();
    private int? at;

    /// <summary>The steps reached since the last <see cref="Arm"/> or <see cref="Count"/>.</summary>
    public IReadOnlyList<string> Steps => steps;

    /// <summary>Starts counting anew and crashes at the n-th step.</summary>
    public void Arm(int step) => Restart(step);

    /// <summary>Starts counting anew and never crashes.</summary>
    public void Count() => Restart(null);

    public void Reached(string step)
    {
        lock (counting)
        {
            steps.Add(step);
            // A process that died stays dead: every later step dies too.
            if (steps.Count >= at) throw new SimulatedCrash(step);
        }
    }

    private void Restart(int? step)
    {
        lock (counting)
        {
            steps.Clear();
            at = step;
        }
    }
}
