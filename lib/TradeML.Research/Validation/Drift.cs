using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// How far a current sample has moved from a reference: population stability index and Kullback–Leibler divergences
/// (Kullback and Leibler 1951) over bins that hold equal shares of the reference.
/// </summary>
/// <param name="Psi">Σ (q − p) ln(q / p), p the reference's and q the current shares.</param>
/// <param name="CurrentAgainstReference">Σ q ln(q / p), in nats.</param>
/// <param name="ReferenceAgainstCurrent">Σ p ln(p / q), in nats.</param>
/// <param name="ReferenceCounts">Values a bin in the reference.</param>
/// <param name="CurrentCounts">Values a bin in the current sample.</param>
internal sealed record Drift(
    double Psi, double CurrentAgainstReference, double ReferenceAgainstCurrent, int[] ReferenceCounts,
    int[] CurrentCounts)
{
    /// <summary>The inner edges of equal-share bins: type 7 quantiles of the reference at 1/bins steps.</summary>
    /// <param name="reference">The reference sample; unknown values are left out.</param>
    /// <param name="bins">Number of bins, at least 2. Default 10.</param>
    /// <exception cref="TradeMLException">Bad input: fewer than two bins, or no reference values.</exception>
    public static double[] InnerEdges(ReadOnlySpan<double> reference, int bins = 10)
    {
        if (bins < 2) throw new TradeMLException(ErrorKind.BadInput, $"Drift takes at least 2 bins, not {bins}.");
        var sorted = Quantile.Sorted(reference);
        var known = sorted.AsSpan()[sorted.Count(double.IsNaN)..];
        if (known.IsEmpty) throw new TradeMLException(ErrorKind.BadInput, "Drift needs known reference values.");
        var edges = new double[bins - 1];
        for (var i = 0; i < edges.Length; i++) edges[i] = Quantile.Linear(known, (i + 1.0) / bins);
        return edges;
    }

    /// <summary>
    /// Compares two samples over given bins; a value on an edge belongs to the bin above it, the outer bins are open.
    /// </summary>
    /// <param name="reference">The reference sample; unknown values are left out.</param>
    /// <param name="current">The current sample; unknown values are left out.</param>
    /// <param name="innerEdges">Ascending inner edges.</param>
    /// <param name="floor">Least share of a bin, so that an empty one is finite. Default 0.0001.</param>
    public static Drift Between(
        ReadOnlySpan<double> reference, ReadOnlySpan<double> current, ReadOnlySpan<double> innerEdges,
        double floor = 1e-4)
    {
        int[] before = Count(reference, innerEdges), now = Count(current, innerEdges);
        double psi = 0, forth = 0, back = 0;
        double totalBefore = before.Sum(), totalNow = now.Sum();
        for (var bin = 0; bin < before.Length; bin++)
        {
            double p = Math.Max(before[bin] / totalBefore, floor), q = Math.Max(now[bin] / totalNow, floor);
            psi += (q - p) * Math.Log(q / p);
            forth += q * Math.Log(q / p);
            back += p * Math.Log(p / q);
        }

        return totalBefore > 0 && totalNow > 0
            ? new(psi, forth, back, before, now)
            : new(double.NaN, double.NaN, double.NaN, before, now);
    }

    private static int[] Count(ReadOnlySpan<double> values, ReadOnlySpan<double> innerEdges)
    {
        var counts = new int[innerEdges.Length + 1];
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            int from = 0, to = innerEdges.Length;
            while (from < to)
            {
                var middle = (from + to) >> 1;
                if (innerEdges[middle] <= value) from = middle + 1;
                else to = middle;
            }

            counts[from]++;
        }

        return counts;
    }
}
