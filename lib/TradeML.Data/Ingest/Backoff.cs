namespace TradeML.Data.Ingest;

/// <summary>
/// Exponential backoff with equal jitter: the delay before retry a is uniform in [d/2, d] with d = min(cap, base × multiplier^(a−1)).
/// </summary>
/// <param name="Base">Delay before the first retry without jitter.</param>
/// <param name="Multiplier">Growth from one retry to the next, at least 1.</param>
/// <param name="Cap">Longest delay without jitter.</param>
public sealed record Backoff(TimeSpan Base, double Multiplier, TimeSpan Cap)
{
    /// <summary>For HTTP attempts within one task: 0.5 s, doubling, at most 20 s.</summary>
    public static Backoff Requests { get; } = new(TimeSpan.FromSeconds(0.5), 2, TimeSpan.FromSeconds(20));

    /// <summary>For tasks that failed as a whole: 30 s, doubling, at most 1 h.</summary>
    public static Backoff Tasks { get; } = new(TimeSpan.FromSeconds(30), 2, TimeSpan.FromHours(1));

    /// <summary>The delay before a retry, without jitter.</summary>
    /// <param name="attempt">1 after the first failure.</param>
    public TimeSpan Ceiling(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var seconds = Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(Multiplier, attempt - 1));
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>A delay before a retry, in [Ceiling/2, Ceiling].</summary>
    /// <param name="attempt">1 after the first failure.</param>
    /// <param name="random">Seeded source of the jitter; the caller keeps it to one thread.</param>
    public TimeSpan Delay(int attempt, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Ceiling(attempt) * (0.5 + (0.5 * random.NextDouble()));
    }
}
