using TradeML.Research.Panels;

namespace TradeML.Ops.Runs;

/// <summary>Mean forward return by score decile, each day's mean taken off first.</summary>
internal static class ScoreDeciles
{
    internal static IReadOnlyList<DecileReturn> Of(Panel panel, double[] scores, double[] labels)
    {
        var (sums, counts) = (new double[10], new long[10]);
        double[] keys = new double[panel.SymbolCount], outcomes = new double[panel.SymbolCount];
        for (var session = 0; session < panel.Sessions.Length; session++)
        {
            var count = 0;
            foreach (var row in panel.ByDay.RowsOf(session))
            {
                if (double.IsNaN(scores[row]) || double.IsNaN(labels[row])) continue;
                (keys[count], outcomes[count]) = (scores[row], labels[row]);
                count++;
            }

            if (count < 10) continue;
            var mean = 0.0;
            for (var i = 0; i < count; i++) mean += outcomes[i];
            mean /= count;
            keys.AsSpan(0, count).Sort(outcomes.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                var decile = (int)((long)i * 10 / count);
                sums[decile] += outcomes[i] - mean;
                counts[decile]++;
            }
        }

        return counts.Sum() == 0
            ? []
            : [.. Enumerable.Range(0, 10).Select(d => new DecileReturn(d + 1, sums[d] / counts[d], counts[d]))];
    }
}
