namespace TradeML.Data.Ingest.Budgets;

/// <summary>
/// A token bucket: refilled continuously at a rate per minute up to a capacity; a request that finds too few tokens
/// takes none. Time is handed in as seconds of a clock that never goes back. Not safe for concurrent use: its owner
/// locks.
/// </summary>
internal sealed class TokenBucket
{
    // Two fused roundings (refill, then comparison) must not deny a request that is due exactly now.
    private const double Tolerance = 1e-9;

    private double rate;
    private double last;

    /// <summary>Creates a bucket.</summary>
    /// <param name="capacity">Most tokens it holds, at least 1.</param>
    /// <param name="refillPerMinute">Tokens added a minute, above 0.</param>
    /// <param name="nowSeconds">The clock's reading.</param>
    /// <param name="startTokens">Tokens at the start; null means full.</param>
    public TokenBucket(double capacity, double refillPerMinute, double nowSeconds, double? startTokens = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(refillPerMinute);
        Capacity = capacity;
        rate = refillPerMinute / 60;
        Tokens = Math.Min(capacity, startTokens ?? capacity);
        last = nowSeconds;
    }

    /// <summary>Most tokens it holds.</summary>
    public double Capacity { get; private set; }

    /// <summary>Tokens after the last call.</summary>
    public double Tokens { get; private set; }

    /// <summary>Tokens added a minute.</summary>
    public double RefillPerMinute => rate * 60;

    /// <summary>Takes tokens if there are enough.</summary>
    /// <param name="nowSeconds">The clock's reading.</param>
    /// <param name="cost">Tokens wanted.</param>
    /// <param name="waitSeconds">0 when granted, else the time until the request could be granted if nobody else
    /// asks.</param>
    /// <returns>Whether the tokens were taken.</returns>
    public bool TryTake(double nowSeconds, double cost, out double waitSeconds)
    {
        Refill(nowSeconds);
        if (Tokens >= cost - Tolerance)
        {
            Tokens = Math.Max(0, Tokens - cost);
            waitSeconds = 0;
            return true;
        }

        waitSeconds = (cost - Tokens) / rate;
        return false;
    }

    /// <summary>
    /// Lowers or raises the rate and the capacity from now on; tokens above the new capacity are lost.
    /// </summary>
    /// <param name="nowSeconds">The clock's reading.</param>
    /// <param name="capacity">New capacity, at least 1.</param>
    /// <param name="refillPerMinute">New rate, above 0.</param>
    public void Reconfigure(double nowSeconds, double capacity, double refillPerMinute)
    {
        Refill(nowSeconds);
        Capacity = Math.Max(1, capacity);
        rate = refillPerMinute / 60;
        Tokens = Math.Min(Capacity, Tokens);
    }

    /// <summary>Believes a vendor that says fewer requests are left than the bucket thinks.</summary>
    /// <param name="nowSeconds">The clock's reading.</param>
    /// <param name="tokens">Requests left by the vendor's count.</param>
    public void Limit(double nowSeconds, double tokens)
    {
        Refill(nowSeconds);
        Tokens = Math.Clamp(tokens, 0, Tokens);
    }

    private void Refill(double now)
    {
        if (now <= last) return;
        Tokens = Math.Min(Capacity, Tokens + ((now - last) * rate));
        last = now;
    }
}
