namespace TradeML.Vendors.Http;

/// <summary>
/// Exponential backoff with proportional jitter: the delay before retry a is uniform in [d(1−j), d(1+j)] with d =
/// min(cap, base × multiplier^(a−1)).
/// </summary>
/// <param name="Base">Delay before the first retry without jitter.</param>
/// <param name="Multiplier">Growth from one retry to the next, at least 1.</param>
/// <param name="Cap">Longest delay without jitter.</param>
/// <param name="Jitter">Share of the delay that is random, 0 to 1.</param>
public sealed record Backoff(TimeSpan Base, double Multiplier, TimeSpan Cap, double Jitter = 0.2)
{
    /// <summary>For HTTP attempts within one task: 0.5 s, doubling, at most 20 s.</summary>
    public static Backoff Requests { get; } = new(TimeSpan.FromSeconds(0.5), 2, TimeSpan.FromSeconds(20));

    /// <summary>For tasks that failed as a whole, as configured.</summary>
    /// <param name="options">The section <c>backoff</c> of <c>backfill.yml</c>.</param>
    public static Backoff From(BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Backoff(TimeSpan.FromSeconds(options.BaseSeconds), options.Multiplier,
            TimeSpan.FromSeconds(options.CapSeconds), options.Jitter);
    }

    /// <summary>The delay before a retry, without jitter.</summary>
    /// <param name="attempt">1 after the first failure.</param>
    public TimeSpan WithoutJitter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return TimeSpan.FromSeconds(Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(Multiplier, attempt - 1)));
    }

    /// <summary>A delay before a retry, spread by the jitter.</summary>
    /// <param name="attempt">1 after the first failure.</param>
    /// <param name="random">Seeded source of the jitter; the caller keeps it to one thread.</param>
    public TimeSpan Delay(int attempt, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return WithoutJitter(attempt) * (1 - Jitter + (2 * Jitter * random.NextDouble()));
    }
}
