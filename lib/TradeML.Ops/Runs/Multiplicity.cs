using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Ops.Gate;
using TradeML.Research.Validation;

namespace TradeML.Ops.Runs;

/// <summary>
/// What is left of the best Sharpe ratio when every recorded trial is counted: deflated Sharpe ratio over the whole
/// ledger of the family, PBO by CSCV over the daily returns of all trials on the run's snapshot.
/// </summary>
internal static class Multiplicity
{
    internal const int Blocks = 16;
    private const string Returns = "models/trial_returns";

    internal static (GoNoGoFigures Figures, double ExpectedMaximum) Of(
        DataLake lake, RunIdentity identity, IReadOnlyList<TrialEvaluation> trials, TrialEvaluation best)
    {
        var ledger = lake.Control.Read(r => TrialLedger.Read(r, identity.Model));
        var known = ledger.Select(t => (t.ConfigHash, t.Snapshot)).ToHashSet();
        var fresh = trials.Where(v => !known.Contains((v.Metrics.ConfigHash, identity.Snapshot)))
            .DistinctBy(v => v.Metrics.ConfigHash).ToList();
        var sharpes = ledger.Select(t => t.Sharpe).Concat(fresh.Select(v => v.Metrics.SharpePerDay))
            .Where(double.IsFinite).ToArray();
        var count = ledger.Count + fresh.Count;
        var expected = count == 1 ? 0 : sharpes.Length < 2 ? double.NaN
            : ProbabilisticSharpe.ExpectedMaximumSharpe(count, Math.Pow(SampleMoments.Of(sharpes).Deviation, 2));
        var moments = SampleMoments.Of(best.Mean.NetReturns);
        var probability = ProbabilisticSharpe.Psr(best.Metrics.SharpePerDay, moments.Count, moments.Skewness,
            moments.Kurtosis, expected);
        var year = Math.Sqrt(252);
        var (pbo, reason) = Pbo(Family(lake, identity, ledger, trials));
        return (new GoNoGoFigures(
            best.Metrics.Sharpe, best.Metrics.MaxDrawdown, (best.Metrics.SharpePerDay - expected) * year, probability,
            pbo, count,
            double.IsNaN(probability) ? "the returns have no variance" : null, reason), expected * year);
    }

    internal static (double Pbo, string? Reason) Pbo(IReadOnlyList<double[]> family)
    {
        if (family.Count < 2) return (double.NaN, "PBO compares at least 2 trials on the same data, and there is 1");
        if (family[0].Length < Blocks * 2) return (double.NaN, $"PBO needs at least {Blocks * 2} daily returns");
        return (BacktestOverfitting.Compute(family, Blocks).Probability, null);
    }

    /// <summary>
    /// Daily returns of every trial on this snapshot: those of the run, then earlier ones of other configurations over
    /// the same days.
    /// </summary>
    private static List<double[]> Family(
        DataLake lake, RunIdentity identity, IReadOnlyList<Trial> ledger, IReadOnlyList<TrialEvaluation> trials)
    {
        var family = trials.DistinctBy(v => v.Metrics.ConfigHash).Select(v => v.Mean.NetReturns).ToList();
        var own = trials.Select(v => v.Metrics.ConfigHash).ToHashSet();
        var earlier = ledger.Where(t => t.Snapshot == identity.Snapshot && !own.Contains(t.ConfigHash)).ToList();
        if (earlier.Count == 0) return family;
        using var session = lake.OpenSession();
        foreach (var trial in earlier)
        {
            session.Register(Returns, null, new FileFilter { Folders = [$"run={trial.RunId}"] });
            var rows = session.Query(
                "SELECT date, net_return FROM models.trial_returns WHERE config = $1 ORDER BY date", trial.Config);
            if (rows.RowCount == 0)
                throw new TradeMLException(
                    ErrorKind.Storage, $"The daily returns of trial {trial.Config} of run {trial.RunId} are gone.",
                    Returns, "Run `ata lake verify`.");
            if (rows.Dates(0).AsSpan().SequenceEqual(trials[0].Mean.Dates)) family.Add(rows.Doubles(1));
        }

        return family;
    }
}
