namespace TradeML.Benchmarks;

/// <summary>A benchmark checks its own result before it is timed.</summary>
internal static class Check
{
    internal static void That(bool good, string what)
    {
        if (!good) throw new InvalidOperationException($"The benchmark's result is wrong: {what}.");
    }
}
