using TradeML.Core.Errors;

namespace TradeML.Research.Labels.Barriers;

/// <summary>
/// Exponentially weighted standard deviation with weights (1 − α)^age, α = 2 / (span + 1), normalised by the weights
/// that are there (adjust) and without bias (times W² / (W² − Σw²)): what pandas calls <c>ewm(span,
/// adjust=True).std(bias=False)</c>, by West's (1979) update.
/// </summary>
internal static class EwmDeviation
{
    /// <summary>Computes the deviation of every row from the rows up to and including it.</summary>
    /// <param name="values">The series; a NaN adds no observation but ages the ones before.</param>
    /// <param name="span">Span in rows, at least 2.</param>
    /// <param name="result">As long as the input, in the input's unit; NaN until two values are known. It may be the
    /// input.</param>
    /// <exception cref="TradeMLException">Bad input: the span is below 2 or the lengths differ.</exception>
    public static void Compute(ReadOnlySpan<double> values, int span, Span<double> result)
    {
        if (span < 2)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The span of a weighted deviation is at least 2 rows, not {span}.");
        if (values.Length != result.Length)
            throw new TradeMLException(ErrorKind.BadInput,
                $"A deviation of {values.Length} rows was asked for in {result.Length}.");
        var keep = 1 - (2 / (span + 1.0));
        double mean = 0, variance = 0, weight = 0, squares = 0;
        for (var t = 0; t < values.Length; t++)
        {
            var value = values[t];
            weight *= keep;
            squares *= keep * keep;
            if (!double.IsNaN(value))
            {
                var shift = value - mean;
                var sum = weight + 1;
                // Exact on a flat series: no shift, no variance.
                variance = weight == 0 ? 0 : ((variance * weight) + (shift * shift * weight / sum)) / sum;
                mean = weight == 0 ? value : mean + (shift / sum);
                weight = sum;
                squares += 1;
            }

            var unbiased = (weight * weight) - squares;
            result[t] = unbiased > 0 ? Math.Sqrt(variance * weight * weight / unbiased) : double.NaN;
        }
    }
}
