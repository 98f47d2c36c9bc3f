using System.Runtime.InteropServices;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// The rank information coefficient of one split: Spearman's correlation (1904) within each session, averaged.
/// </summary>
internal static class FoldIc
{
    /// <summary>Fewest names a session needs to count.</summary>
    public const int FewestNames = 5;

    /// <summary>
    /// Mean over sessions of the correlation between ranked scores and ranked raw labels; NaN when no session counts.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="rows">The scored rows.</param>
    /// <param name="scores">One score a scored row.</param>
    public static double Mean(TrainingSample sample, int[] rows, double[] scores)
    {
        var sections = new SessionRows(sample.Day.Span, rows, sample.Sessions.Length);
        var labels = sample.Labels.Span;
        var score = new List<double>();
        var label = new List<double>();
        double sum = 0;
        var count = 0;
        for (var session = 0; session < sections.Sessions; session++)
        {
            score.Clear();
            label.Clear();
            foreach (var i in sections.Of(session))
            {
                if (double.IsNaN(labels[rows[i]])) continue;
                score.Add(scores[i]);
                label.Add(labels[rows[i]]);
            }

            if (score.Count < FewestNames) continue;
            var correlation = RankCorrelation.Spearman(CollectionsMarshal.AsSpan(score),
                CollectionsMarshal.AsSpan(label));
            if (double.IsNaN(correlation)) continue;
            sum += correlation;
            count++;
        }

        return count == 0 ? double.NaN : sum / count;
    }
}
