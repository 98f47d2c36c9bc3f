using System.Numerics;

namespace TradeML.VendorSim.Market;

/// <summary>
/// A stream of random numbers that is the same everywhere: xoshiro256++ (Blackman and Vigna, 2019), seeded by
/// SplitMix64.
/// </summary>
internal sealed class SimulationRandom
{
    private ulong s0, s1, s2, s3;
    private double spare;
    private bool hasSpare;

    /// <summary>A stream of its own for each pair of seed and stream number.</summary>
    public SimulationRandom(int seed, int stream)
    {
        var state = ((ulong)(uint)seed << 32) | (uint)stream;
        s0 = Next(ref state);
        s1 = Next(ref state);
        s2 = Next(ref state);
        s3 = Next(ref state);

        static ulong Next(ref ulong state)
        {
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform()
    {
        var result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return ((result >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    public int Below(int end) => Math.Min(end - 1, (int)(Uniform() * end));

    /// <summary>Standard normal by the polar method of Marsaglia and Bray (1964).</summary>
    public double Normal()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        double u, v, w;
        do
        {
            u = (2 * Uniform()) - 1;
            v = (2 * Uniform()) - 1;
            w = (u * u) + (v * v);
        }
        while (w is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(w) / w);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }

    /// <summary>
    /// Student's t with 5 degrees of freedom, scaled to deviation 1 (kurtosis 9), by the polar method of Bailey (1994).
    /// </summary>
    public double FatTailed()
    {
        const double freedom = 5;
        double u, w;
        do
        {
            u = (2 * Uniform()) - 1;
            var v = (2 * Uniform()) - 1;
            w = (u * u) + (v * v);
        }
        while (w is >= 1 or 0);
        var t = u * Math.Sqrt(freedom * (Math.Pow(w, -2 / freedom) - 1) / w);
        return t * Math.Sqrt((freedom - 2) / freedom);
    }
}
