namespace TradeML.VendorSim.Market.Minutes;

/// <summary>
/// A quick stream of random numbers for the minutes of one session: SplitMix64 (Steele, Lea and Flood, 2014).
/// </summary>
internal struct MinuteRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whole number below an end; 0 for an end of 1 or less.</summary>
    public int Below(int end) => end <= 1 ? 0 : (int)(Next() % (ulong)end);

    /// <summary>Mean 0, deviation 1: the sum of four uniforms of 16 bits, which lies within ±3.5.</summary>
    public double Noise()
    {
        var bits = Next();
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return ((sum * (1.0 / 65536)) - 2) * 1.7320508075688772;
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
