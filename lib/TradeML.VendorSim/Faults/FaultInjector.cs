namespace TradeML.VendorSim.Faults;

/// <summary>Decides for each request of one server whether and how it goes wrong. Thread-safe.</summary>
internal sealed class FaultInjector(FaultPlan plan)
{
    private readonly Lock gate = new();
    private readonly int[] used = new int[plan.Steps.Count];

    /// <summary>The fault of a request, or null.</summary>
    /// <param name="ordinal">1 for the server's first request.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="symbols">Symbols that it names.</param>
    public Fault? Decide(long ordinal, string path, IReadOnlyList<string> symbols)
    {
        if (plan.IsEmpty) return null;
        var variation = (int)(Mix((ulong)plan.Seed * 0x9E3779B97F4A7C15UL ^ (ulong)ordinal) >> 40);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            if (step.At is { } at && at != ordinal) continue;
            if (step.After is { } after && ordinal <= after) continue;
            if (step.Symbol is { } symbol && !symbols.Contains(symbol, StringComparer.Ordinal)) continue;
            if (step.Path is { } part && !path.Contains(part, StringComparison.Ordinal)) continue;
            lock (gate)
            {
                if (step.Times > 0 && used[i] >= step.Times) continue;
                used[i]++;
            }

            return new Fault(step.Kind, step.RetryAfterSeconds, variation);
        }

        var draw = (Mix((ulong)plan.Seed ^ ((ulong)ordinal * 0xD1342543DE82EF95UL)) >> 11) * (1.0 / (1UL << 53));
        foreach (var rate in plan.Rates)
        {
            if (draw < rate.Rate) return new Fault(rate.Kind, 1, variation);
            draw -= rate.Rate;
        }

        return null;
    }

    /// <summary>SplitMix64's finaliser (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
