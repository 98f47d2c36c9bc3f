namespace TradeML.Research.Validation;

/// <summary>
/// Correlations of two samples. Pairs with an unknown value are left out; fewer than two pairs, or no variance, give
/// NaN.
/// </summary>
public static class RankCorrelation
{
    /// <summary>Pearson's product-moment correlation.</summary>
    /// <param name="x">First sample.</param>
    /// <param name="y">Second sample, as long.</param>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sumX = 0, sumY = 0;
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i])) continue;
            sumX += x[i];
            sumY += y[i];
            count++;
        }

        double meanX = sumX / count, meanY = sumY / count, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i])) continue;
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return count >= 2 && xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    /// <summary>Spearman's rank correlation: Pearson's of average ranks, so ties are allowed.</summary>
    /// <param name="x">First sample.</param>
    /// <param name="y">Second sample, as long.</param>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] keptX = new double[x.Length], keptY = new double[x.Length];
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i])) continue;
            (keptX[count], keptY[count]) = (x[i], y[i]);
            count++;
        }

        double[] rankX = new double[count], rankY = new double[count];
        AverageRanks(keptX.AsSpan(0, count), rankX);
        AverageRanks(keptY.AsSpan(0, count), rankY);
        return Pearson(rankX, rankY);
    }

    /// <summary>Kendall's τ-b, which allows for ties, by comparing all pairs.</summary>
    /// <param name="x">First sample.</param>
    /// <param name="y">Second sample, as long.</param>
    public static double KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double balance = 0, untiedX = 0, untiedY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = i + 1; j < x.Length; j++)
            {
                double dx = x[i] - x[j], dy = y[i] - y[j];
                if (double.IsNaN(dx) || double.IsNaN(dy)) continue;
                balance += Math.Sign(dx) * Math.Sign(dy);
                untiedX += dx != 0 ? 1 : 0;
                untiedY += dy != 0 ? 1 : 0;
            }
        }

        return untiedX > 0 && untiedY > 0 ? balance / Math.Sqrt(untiedX * untiedY) : double.NaN;
    }

    /// <summary>Ranks from 1, ties sharing their average.</summary>
    /// <param name="values">The sample, none unknown.</param>
    /// <param name="ranks">As long as <paramref name="values"/>.</param>
    public static void AverageRanks(ReadOnlySpan<double> values, Span<double> ranks)
    {
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        sorted.AsSpan().Sort(order.AsSpan());
        for (var first = 0; first < order.Length;)
        {
            var next = first + 1;
            while (next < order.Length && sorted[next] == sorted[first]) next++;
            for (var i = first; i < next; i++) ranks[order[i]] = (first + next + 1) / 2.0;
            first = next;
        }
    }
}
