namespace TradeML.VendorSim.Market.Options;

/// <summary>
/// The standard normal distribution: Hart's approximation (1968) as given by West, "Better approximations to cumulative
/// normal functions" (2005).
/// </summary>
internal static class NormalDistribution
{
    private static readonly double[] Above =
    [
        3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
        220.206867912376,
    ];

    private static readonly double[] Below =
    [
        8.83883476483184e-02, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
        793.826512519948, 440.413735824752,
    ];

    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>Probability of a value up to x; about 15 digits.</summary>
    public static double Cumulative(double x)
    {
        var z = Math.Abs(x);
        if (z > 37) return x > 0 ? 1 : 0;
        var e = Math.Exp(-z * z / 2);
        double tail;
        if (z < 7.07106781186547)
        {
            tail = e * Polynomial(Above, z) / Polynomial(Below, z);
        }
        else
        {
            tail = e / (z + (1 / (z + (2 / (z + (3 / (z + (4 / (z + 0.65))))))))) / 2.506628274631;
        }

        return x > 0 ? 1 - tail : tail;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = (sum * x) + coefficient;
        return sum;
    }
}
