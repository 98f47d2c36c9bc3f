using System.Text.Json;
using TradeML.Research.Validation;
using TradeML.Testing;

namespace TradeML.Research.Tests.Validation;

[Category("Reference")]
public sealed class ProbabilisticSharpeReferenceTests
{
    private static IEnumerable<TestCaseData> Section(string name) => ReferenceCases.Of("psr_dsr_mintrl.json", name);

    [TestCaseSource(nameof(Section), new object[] { "published" })]
    public void Published_Example_EqualsThePaper(JsonElement item)
    {
        var inputs = item.GetProperty("inputs");
        double Input(string name) => inputs.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
        var root = Math.Sqrt(inputs.TryGetProperty("periods_per_year", out var periods) ? periods.GetDouble() : 1);
        double sharpe = Input("sr_annual") / root, count = Input("T"), skew = Input("skew"),
            kurtosis = Input("kurtosis");
        var variance = Input("variance_of_trial_sr_annual") / (root * root);
        var actual = item.GetProperty("kind").GetString() switch
        {
            "PSR" => ProbabilisticSharpe.Psr(sharpe, count, skew, kurtosis, Input("benchmark_sr")),
            "DSR" => ProbabilisticSharpe.Dsr(sharpe, count, skew, kurtosis, Input("N"), variance),
            "SR0_per_period" => ProbabilisticSharpe.ExpectedMaximumSharpe(Input("N"), variance),
            "MinTRL_periods" =>
                ProbabilisticSharpe.MinimumTrackRecord(sharpe, skew, kurtosis, Input("benchmark_sr_annual") / root,
                    Input("confidence")),
            "MinBTL_years" => ProbabilisticSharpe.MinimumBacktestYears(Input("N"), Input("target_is_sr_annual")),
            var other => throw new NotSupportedException(other),
        };
        Assert.That(actual,
            Is.EqualTo(item.GetProperty("expected").GetDouble()).Within(item.GetProperty("tolerance").GetDouble()));
    }

    [Test]
    public void ExpectedMaximum_Table_EqualsFormulaAndIntegral()
    {
        foreach (var item in ReferenceCases.Section("psr_dsr_mintrl.json", "expected_max").EnumerateArray())
        {
            var trials = item.GetProperty("N").GetInt32();
            Assert.That(ProbabilisticSharpe.ExpectedMaximum(trials),
                Is.EqualTo(item.GetProperty("approx_formula").GetDouble()).Within(1e-9), $"formula, N = {trials}");
            Assert.That(ProbabilisticSharpe.ExpectedMaximumExact(trials),
                Is.EqualTo(item.GetProperty("exact_integral").GetDouble()).Within(1e-9), $"integral, N = {trials}");
        }
    }

    [Test]
    public void PsrGrid_EveryPoint_EqualsTheListing()
    {
        foreach (var row in Rows("psr_grid"))
            Assert.That(ProbabilisticSharpe.Psr(row[0], row[1], row[2], row[3], row[4]),
                Is.EqualTo(row[5]).Within(1e-9), string.Join(' ', row));
    }

    [Test]
    public void DsrGrid_EveryPoint_EqualsTheListing()
    {
        foreach (var row in Rows("dsr_grid"))
        {
            Assert.That(ProbabilisticSharpe.ExpectedMaximumSharpe(row[2], row[1]), Is.EqualTo(row[6]).Within(1e-9),
                string.Join(' ', row));
            Assert.That(ProbabilisticSharpe.Dsr(row[0], row[3], row[4], row[5], row[2], row[1]),
                Is.EqualTo(row[7]).Within(1e-9), string.Join(' ', row));
        }
    }

    [Test]
    public void MinimumTrackRecordGrid_EveryPoint_EqualsTheListing()
    {
        foreach (var row in Rows("mintrl_grid"))
            Assert.That(
                Reference.Close(ProbabilisticSharpe.MinimumTrackRecord(row[0], row[1], row[2], row[3], row[4]), row[5],
                    1e-9), string.Join(' ', row));
    }

    [TestCaseSource(nameof(Section), new object[] { "series" })]
    public void Series_Case_EqualsTheListing(JsonElement item)
    {
        var returns = Reference.Numbers(item.GetProperty("returns"));
        var moments = SampleMoments.Of(returns);
        var sharpe = SharpeRatio.PerPeriod(returns);
        void Check(string name, double actual)
        {
            var expected = Reference.Number(item.GetProperty(name));
            Assert.That(Reference.Close(actual, expected, 1e-9, 1e-9), $"{name}: {actual:R}, expected {expected:R}");
        }

        Check("sr", sharpe);
        Check("skew_biased", moments.Skewness);
        Check("kurt_biased", moments.Kurtosis);
        Check("psr0_base", ProbabilisticSharpe.Psr(returns));
        Check("psr_bench_0_05", ProbabilisticSharpe.Psr(returns, 0.05));
        Check("dsr_N20_V0_01",
            ProbabilisticSharpe.Dsr(sharpe, moments.Count, moments.Skewness, moments.Kurtosis, 20, 0.01));
        var track = ProbabilisticSharpe.MinimumTrackRecord(sharpe, moments.Skewness, moments.Kurtosis);
        Check("mintrl_0_95", double.IsPositiveInfinity(track) ? double.NaN : track);
    }

    [TestCaseSource(nameof(Section), new object[] { "trials" })]
    public void Trials_Case_DeflatesTheSelected(JsonElement item)
    {
        var rows = item.GetProperty("returns_rows").EnumerateArray().Select(Reference.Numbers).ToArray();
        var trials = Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())
            .ToArray();
        var sharpes = trials.Select(trial => SharpeRatio.PerPeriod(trial)).ToArray();
        var expected = Reference.Numbers(item.GetProperty("sr"));
        for (var i = 0; i < expected.Length; i++) Assert.That(sharpes[i], Is.EqualTo(expected[i]).Within(1e-9));
        var deviation = SampleMoments.Of(sharpes).Deviation;
        var variance = deviation * deviation;
        var selected = Array.IndexOf(sharpes, sharpes.Max());
        var moments = SampleMoments.Of(trials[selected]);
        Assert.That(selected, Is.EqualTo(item.GetProperty("selected").GetInt32()));
        Assert.That(variance, Is.EqualTo(item.GetProperty("V").GetDouble()).Within(1e-9));
        Assert.That(ProbabilisticSharpe.ExpectedMaximumSharpe(trials.Length, variance),
            Is.EqualTo(item.GetProperty("sr0").GetDouble()).Within(1e-9));
        Assert.That(
            ProbabilisticSharpe.Dsr(sharpes[selected], moments.Count, moments.Skewness, moments.Kurtosis, trials.Length,
                variance),
            Is.EqualTo(item.GetProperty("dsr").GetDouble()).Within(1e-9));
    }

    [Test]
    public void EdgeCases_Undefined_AreNaNOrInfinite()
    {
        Assert.That(ProbabilisticSharpe.Dsr(0.1, 100, 0, 3, 1, 0.01),
            Is.EqualTo(ProbabilisticSharpe.Psr(0.1, 100, 0, 3)), "one trial needs no correction");
        Assert.That(ProbabilisticSharpe.MinimumTrackRecord(0.1, 0, 3, 0.1), Is.EqualTo(double.PositiveInfinity));
        Assert.That(ProbabilisticSharpe.Psr(2, 100, 3, 3), Is.NaN, "the variance term is not positive");
        Assert.That(ProbabilisticSharpe.MinimumTrackRecord(2, 3, 3), Is.NaN);
        Assert.That(ProbabilisticSharpe.Psr([0.01, 0.01, 0.01]), Is.NaN, "no variance");
    }

    private static IEnumerable<double[]> Rows(string name) =>
        ReferenceCases.Section("psr_dsr_mintrl.json", name).EnumerateArray().Select(Reference.Numbers);
}
