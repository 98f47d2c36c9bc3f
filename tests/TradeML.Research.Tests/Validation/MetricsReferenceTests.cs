using System.Text.Json;
using TradeML.Research.Risk;
using TradeML.Research.Validation;
using TradeML.Testing;

namespace TradeML.Research.Tests.Validation;

[Category("Reference")]
public sealed class MetricsReferenceTests
{
    private static IEnumerable<TestCaseData> Section(string name) => ReferenceCases.Of("metrics.json", name);

    [TestCaseSource(nameof(Section), new object[] { "performance" })]
    public void Performance_Case_EqualsTheListing(JsonElement item)
    {
        var returns = Reference.Numbers(item.GetProperty("returns"));
        var moments = SampleMoments.Of(returns);
        var drawdown = Drawdown.Of(returns);
        Check(item, "mean", moments.Mean);
        Check(item, "std", moments.Deviation);
        Check(item, "vol_ann", moments.Deviation * Math.Sqrt(252));
        Check(item, "sharpe_ann", SharpeRatio.Annualised(returns));
        Check(item, "sortino_ann", SharpeRatio.Sortino(returns));
        Check(item, "downside_dev_full_n", SharpeRatio.DownsideDeviation(returns));
        Check(item, "total_return", Growth.Total(returns));
        Check(item, "cagr", Growth.Annual(returns));
        Check(item, "calmar", Growth.Calmar(returns));
        Check(item, "hit_rate", SharpeRatio.HitRate(returns));
        Check(item, "max_drawdown", drawdown.Maximum);
        Check(item, "mdd_peak_index", drawdown.PeakIndex);
        Check(item, "mdd_trough_index", drawdown.TroughIndex);
        Check(item, "mdd_recovery_index", drawdown.RecoveryIndex ?? double.NaN);
        Check(item, "longest_underwater", drawdown.LongestUnderwater);
        foreach (var (name, confidence) in new[] { ("tail_95", 0.95), ("tail_99", 0.99) })
        {
            var tail = TailRisk.Of(returns, confidence);
            var expected = item.GetProperty(name);
            Check(expected, "var_hist_linear", tail.ValueAtRisk);
            Check(expected, "es_hist_below_linear_q", tail.ExpectedShortfall);
            Check(expected, "var_hist_lower", tail.LowerValueAtRisk);
            Check(expected, "es_hist_below_lower_q", tail.LowerExpectedShortfall);
            Check(expected, "es_mean_of_worst_ceil_n_alpha", tail.WorstMean);
            Check(expected, "var_normal", tail.NormalValueAtRisk);
            Check(expected, "es_normal", tail.NormalExpectedShortfall);
        }
    }

    [TestCaseSource(nameof(Section), new object[] { "drift" })]
    public void Drift_Case_EqualsTheListing(JsonElement item)
    {
        double[] reference = Reference.Numbers(item.GetProperty("reference")),
            current = Reference.Numbers(item.GetProperty("current"));
        var given = Reference.Numbers(item.GetProperty("inner_edges"));
        var edges = Drift.InnerEdges(reference, item.GetProperty("n_bins").GetInt32());
        for (var i = 0; i < given.Length; i++)
            Assert.That(Reference.Close(edges[i], given[i], 1e-10, 1e-12), $"edge {i}");
        foreach (var (name, floor) in new[] { ("eps_1e_4", 1e-4), ("eps_1e_6", 1e-6) })
        {
            var drift = Drift.Between(reference, current, given, floor);
            Assert.That(drift.ReferenceCounts, Is.EqualTo(Reference.Integers(item.GetProperty("counts_reference"))));
            Assert.That(drift.CurrentCounts, Is.EqualTo(Reference.Integers(item.GetProperty("counts_current"))));
            Check(item.GetProperty(name), "psi", drift.Psi);
            Check(item.GetProperty(name), "kl_current_vs_reference", drift.CurrentAgainstReference);
            Check(item.GetProperty(name), "kl_reference_vs_current", drift.ReferenceAgainstCurrent);
        }
    }

    [TestCaseSource(nameof(Section), new object[] { "calibration" })]
    public void Calibration_Case_EqualsTheListing(JsonElement item)
    {
        var outcomes = Reference.Integers(item.GetProperty("y")).Select(y => y == 1).ToArray();
        var result = Calibration.Of(Reference.Numbers(item.GetProperty("p")), outcomes,
            item.GetProperty("n_bins").GetInt32());
        Check(item, "brier", result.Brier);
        Check(item, "log_loss", result.LogLoss);
        Check(item, "ece", result.ExpectedError);
        Check(item, "mce", result.MaximumError);
        Check(item, "auc", result.AreaUnderCurve);
        var murphy = item.GetProperty("murphy");
        Check(murphy, "reliability", result.Reliability);
        Check(murphy, "resolution", result.Resolution);
        Check(murphy, "uncertainty", result.Uncertainty);
        foreach (var bin in item.GetProperty("reliability").EnumerateArray())
        {
            var actual = result.Bins[bin.GetProperty("bin").GetInt32()];
            Check(bin, "count", actual.Count);
            if (actual.Count == 0) continue;
            Check(bin, "mean_p", actual.MeanForecast);
            Check(bin, "freq", actual.Frequency);
        }
    }

    [TestCaseSource(nameof(Section), new object[] { "rank_correlation" })]
    public void RankCorrelation_Case_EqualsTheListing(JsonElement item)
    {
        double[] score = Reference.Numbers(item.GetProperty("score")),
            outcome = Reference.Numbers(item.GetProperty("ret"));
        Check(item, "spearman", RankCorrelation.Spearman(score, outcome));
        Check(item, "pearson", RankCorrelation.Pearson(score, outcome));
        Check(item, "kendall_tau_b", RankCorrelation.KendallTauB(score, outcome));
    }

    private static void Check(JsonElement item, string name, double actual)
    {
        var expected = Reference.Number(item.GetProperty(name));
        Assert.That(Reference.Close(actual, expected, 1e-10, 1e-12), $"{name}: {actual:R}, expected {expected:R}");
    }
}
