using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Validation;

/// <summary>
/// Information coefficients (Grinold and Kahn 2000): for each session, Spearman's rank correlation between scores and
/// the returns that followed, across symbols.
/// </summary>
/// <param name="Daily">One coefficient a session; NaN with fewer than the least number of names or no variance.</param>
/// <param name="Mean">Mean of the known ones.</param>
/// <param name="Deviation">Their standard deviation (n − 1).</param>
/// <param name="Days">How many are known.</param>
public sealed record RankIc(double[] Daily, double Mean, double Deviation, int Days)
{
    /// <summary>Mean over deviation, per session: the information ratio of the signal, not annualised.</summary>
    public double InformationRatio => Deviation > 0 ? Mean / Deviation : double.NaN;

    /// <summary>Computes the coefficients of a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="scores">One score a panel row; NaN = none.</param>
    /// <param name="outcomes">One return a panel row; NaN = none.</param>
    /// <param name="leastNames">Fewest names of a session that counts, at least 2. Default 5.</param>
    /// <exception cref="TradeMLException">Bad input: the lengths differ from the panel's.</exception>
    public static RankIc Of(Panel panel, ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes, int leastNames = 5)
    {
        if (scores.Length != panel.Rows || outcomes.Length != panel.Rows)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The panel has {panel.Rows} rows; scores {scores.Length}, outcomes {outcomes.Length}.");
        var daily = new double[panel.Sessions.Length];
        double[] x = new double[panel.SymbolCount], y = new double[panel.SymbolCount];
        for (var session = 0; session < daily.Length; session++)
        {
            var count = 0;
            foreach (var row in panel.ByDay.RowsOf(session))
            {
                if (double.IsNaN(scores[row]) || double.IsNaN(outcomes[row])) continue;
                (x[count], y[count]) = (scores[row], outcomes[row]);
                count++;
            }

            daily[session] = count >= leastNames
                ? RankCorrelation.Spearman(x.AsSpan(0, count), y.AsSpan(0, count))
                : double.NaN;
        }

        var known = daily.Where(ic => !double.IsNaN(ic)).ToArray();
        var moments = SampleMoments.Of(known);
        return new(daily, moments.Mean, moments.Deviation, known.Length);
    }
}
