using System.Text.Json;
using TradeML.Research.Validation;
using TradeML.Testing;

namespace TradeML.Research.Tests.Validation;

[Category("Reference")]
public sealed class BacktestOverfittingReferenceTests
{
    private static IEnumerable<TestCaseData> Cases() => ReferenceCases.Of("pbo.json", "cases");

    [TestCaseSource(nameof(Cases))]
    public void Compute_Case_EqualsTheListing(JsonElement item)
    {
        foreach (var result in item.GetProperty("results").EnumerateArray()) Compare(item, result);
    }

    private static void Compare(JsonElement item, JsonElement expected)
    {
        var csv = Reference.Csv(item.GetProperty("matrix_csv").GetString()!);
        var returns = csv.Values.Select(column => column.Select(Reference.Number).ToArray()).ToArray();
        if (returns.Length > item.GetProperty("N").GetInt32()) returns = returns[^item.GetProperty("N").GetInt32()..];
        var result = BacktestOverfitting.Compute(returns, expected.GetProperty("S").GetInt32());
        void Check(JsonElement place, string name, double actual, double tolerance)
        {
            var want = Reference.Number(place.GetProperty(name));
            Assert.That(Reference.Close(actual, want, 0, tolerance), $"{name}: {actual:R}, expected {want:R}");
        }

        Assert.That(result.Splits, Has.Length.EqualTo(expected.GetProperty("n_combinations").GetInt32()));
        Assert.That(returns[0], Has.Length.EqualTo(item.GetProperty("T").GetInt32()));
        Check(expected, "pbo_lambda_le_0", result.Probability, 1e-12);
        Check(expected, "pbo_lambda_lt_0", result.StrictProbability, 1e-12);
        Check(expected, "prob_oos_loss", result.LossProbability, 1e-12);
        var logits = result.Splits.Select(split => split.Logit).Order().ToArray();
        Check(expected, "logit_mean", logits.Average(), 1e-10);
        Check(expected, "logit_median", (logits[(logits.Length - 1) / 2] + logits[logits.Length / 2]) / 2, 1e-10);
        Assert.That(result.SelectionCounts, Is.EqualTo(Reference.Integers(expected.GetProperty("selection_counts"))));
        foreach (var row in expected.GetProperty("logit_by_oos_rank").EnumerateArray())
        {
            var ranked = result.Splits.Where(split => split.Rank == row.GetProperty("rank").GetDouble()).ToArray();
            Assert.That(ranked, Has.Length.EqualTo(row.GetProperty("count").GetInt32()));
            Check(row, "logit", ranked[0].Logit, 1e-10);
        }

        var line = expected.GetProperty("degradation_oos_on_is");
        Check(line, "slope", result.DegradationSlope, 1e-8);
        Check(line, "intercept", result.DegradationIntercept, 1e-8);
        Check(line, "r2", result.DegradationR2, 1e-8);
        var share = result.Splits.Count(split => split.Rank / returns.Length <= 0.5) / (double)result.Splits.Length;
        Check(expected, "pbo_rank_over_N_variant_lambda_le_0", share, 1e-12);
        if (expected.TryGetProperty("combinations", out var combinations)) Combinations(result, combinations);
        Dominance(result.Dominance, expected.GetProperty("stochastic_dominance"));
    }

    private static void Combinations(BacktestOverfitting result, JsonElement combinations)
    {
        for (var i = 0; i < result.Splits.Length; i++)
        {
            var split = result.Splits[i];
            Assert.That(split.Selected, Is.EqualTo(combinations[i].GetProperty("selected").GetInt32()),
                $"combination {i}");
            Assert.That(split.InSample, Is.EqualTo(combinations[i].GetProperty("is_metric").GetDouble()).Within(1e-10));
            Assert.That(split.OutOfSample,
                Is.EqualTo(combinations[i].GetProperty("oos_metric").GetDouble()).Within(1e-10));
            Assert.That(split.Rank, Is.EqualTo(combinations[i].GetProperty("oos_rank").GetDouble()));
            Assert.That(split.Logit, Is.EqualTo(combinations[i].GetProperty("logit").GetDouble()).Within(1e-10));
        }
    }

    private static void Dominance(StochasticDominance actual, JsonElement expected)
    {
        void Check(string name, double[] values)
        {
            var wanted = Reference.Numbers(expected.GetProperty(name));
            Assert.That(values, Has.Length.EqualTo(wanted.Length));
            for (var i = 0; i < wanted.Length; i++)
                Assert.That(values[i], Is.EqualTo(wanted[i]).Within(1e-9), $"{name}[{i}]");
        }

        Check("grid", actual.Grid);
        Check("cdf_selected_oos", actual.Selected);
        Check("cdf_all_oos", actual.All);
        Check("second_order_integral_of_all_minus_selected", actual.SecondOrder);
        Assert.That(actual.FirstOrderDominates,
            Is.EqualTo(expected.GetProperty("first_order_selected_dominates").GetBoolean()));
        Assert.That(actual.SecondOrderDominates,
            Is.EqualTo(expected.GetProperty("second_order_selected_dominates").GetBoolean()));
    }
}
