namespace TradeML.Research.Validation;

/// <summary>Mean, deviation and shape of a sample.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Deviation">Standard deviation (n − 1); exactly 0 when all values are equal; NaN for fewer than
/// two.</param>
/// <param name="Skewness">Biased skewness m₃ / m₂^1.5; NaN without variance.</param>
/// <param name="Kurtosis">Biased kurtosis m₄ / m₂², 3 for a normal sample; NaN without variance.</param>
public readonly record struct SampleMoments(int Count, double Mean, double Deviation, double Skewness, double Kurtosis)
{
    /// <summary>The moments of a sample, by two passes around the mean.</summary>
    /// <param name="values">The sample; NaN makes all moments NaN.</param>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return new(0, double.NaN, double.NaN, double.NaN, double.NaN);
        double sum = 0, least = values[0], most = values[0];
        foreach (var value in values)
        {
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        // The mean of equal values can miss them by a rounding error, and would give them a spread.
        var mean = least == most ? least : sum / values.Length;
        double second = 0, third = 0, fourth = 0;
        foreach (var value in values)
        {
            var away = value - mean;
            var square = away * away;
            second += square;
            third += square * away;
            fourth += square * square;
        }

        var variance = second / values.Length;
        var deviation = values.Length < 2 ? double.NaN : Math.Sqrt(second / (values.Length - 1));
        return second > 0
            ? new(values.Length, mean, deviation, third / values.Length / Math.Pow(variance, 1.5),
                fourth / values.Length / (variance * variance))
            : new(values.Length, mean, deviation, double.NaN, double.NaN);
    }
}
