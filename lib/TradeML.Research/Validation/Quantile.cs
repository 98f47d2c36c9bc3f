namespace TradeML.Research.Validation;

/// <summary>Quantiles of a sorted sample (Hyndman and Fan 1996).</summary>
internal static class Quantile
{
    /// <summary>Type 7: linear between order statistics.</summary>
    internal static double Linear(ReadOnlySpan<double> ascending, double probability)
    {
        var position = probability * (ascending.Length - 1);
        var below = (int)Math.Floor(position);
        if (below >= ascending.Length - 1) return ascending[^1];
        return ascending[below] + ((position - below) * (ascending[below + 1] - ascending[below]));
    }

    /// <summary>The order statistic at or below the type 7 position.</summary>
    internal static double Lower(ReadOnlySpan<double> ascending, double probability) =>
        ascending[(int)Math.Floor(probability * (ascending.Length - 1))];

    internal static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
