using NUnit.Framework;
using TradeML.Models.LightGbm;

namespace TradeML.Models.Tests.LightGbm;

/// <summary>
/// The example sets of LightGBM's repository, against figures computed with the native library alone.
/// </summary>
[Category("Reference")]
public sealed class ReferenceTests
{
    private const double Tolerance = 1e-6;

    [TestCaseSource(typeof(ReferenceCase), nameof(ReferenceCase.Tests))]
    public void Booster_ReferenceCase_MatchesMetricsPredictionsAndImportance(ReferenceCase reference)
    {
        var parameters = Parameters(reference);
        using var train = Load(reference, "train", parameters, null);
        using var test = Load(reference, "test", parameters, train);
        using var booster = LightGbmBooster.Create(train, parameters);
        booster.AddValidation(test);
        Assert.That(train.Rows, Is.EqualTo(reference.TrainRows));

        foreach (var (round, expected) in reference.Metrics())
        {
            booster.Train(round - booster.Rounds);
            var found = booster.Evaluate(0).Select(item => ("train_" + item.Metric, item.Value))
                .Concat(booster.Evaluate(1).Select(item => ("test_" + item.Metric, item.Value))).ToDictionary();
            foreach (var (name, value) in expected)
                Assert.That(found[name], Is.EqualTo(value).Within(Tolerance * Math.Abs(value)),
                    $"{name} in round {round}");
        }

        booster.Train(reference.Rounds - booster.Rounds);
        Assert.That(booster.FeatureImportance(), Is.EqualTo(reference.SplitImportance));
        CheckPredictions(reference, booster);
    }

    [TestCaseSource(typeof(ReferenceCase), nameof(ReferenceCase.Tests))]
    public void Forest_ReferenceCase_EqualsNativePredictions(ReferenceCase reference)
    {
        var parameters = Parameters(reference);
        using var train = Load(reference, "train", parameters, null);
        using var booster = LightGbmBooster.Create(train, parameters);
        booster.Train(reference.Rounds);
        var forest = LightGbmForest.Parse(booster.SaveToText());
        var (_, values, rows, columns) = reference.ReadMatrix("test");
        var native = new double[rows];
        booster.Predict(values, rows, native, new PredictOptions { Order = MatrixOrder.RowMajor });
        var own = Enumerable.Range(0, rows).Select(row => forest.Predict(values.AsSpan(row * columns, columns)))
            .ToArray();
        Assert.That(own, Is.EqualTo(native).Within(1e-12));
    }

    /// <summary>
    /// On one thread: the figures do not depend on it, while OpenMP's threads spin when other tests hold the cores.
    /// </summary>
    private static LightGbmParameters Parameters(ReferenceCase reference) =>
        LightGbmParameters.FromPairs(reference.Parameters) with { Threads = 1 };

    private static LightGbmDataset Load(
        ReferenceCase reference, string part, LightGbmParameters parameters, LightGbmDataset? bins)
    {
        if (reference.SideFiles) return LightGbmDataset.FromFile(reference.FilePath(part), parameters, bins);
        var (labels, values, rows, columns) = reference.ReadMatrix(part);
        var set = LightGbmDataset.FromMatrix(values, rows, columns, parameters, MatrixOrder.RowMajor, bins);
        set.SetLabels(labels);
        return set;
    }

    private static void CheckPredictions(ReferenceCase reference, LightGbmBooster booster)
    {
        var (labels, values, rows, _) = reference.ReadMatrix("test");
        var predictions = new double[rows];
        var raw = new double[rows];
        booster.Predict(values, rows, predictions, new PredictOptions { Order = MatrixOrder.RowMajor });
        booster.Predict(values, rows, raw, new PredictOptions { Order = MatrixOrder.RowMajor, RawScore = true });
        CheckRelative(predictions, reference.Predictions, "prediction");
        CheckRelative(raw, reference.RawScores, "raw score");
        if (reference.MatrixMetric() is not { } metric) return;
        var found = metric.Name == "auc"
            ? Auc(predictions, labels)
            : predictions.Zip(labels, (p, label) => (p - label) * (p - label)).Average();
        Assert.That(found, Is.EqualTo(metric.Value).Within(Tolerance * metric.Value), metric.Name);
    }

    private static void CheckRelative(double[] found, double[] expected, string what)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.That(found[i], Is.EqualTo(expected[i]).Within(Tolerance * Math.Abs(expected[i])), $"{what} {i}");
    }

    /// <summary>Share of (positive, negative) pairs in the right order, ties half: counted pair by pair.</summary>
    private static double Auc(double[] scores, float[] labels)
    {
        double right = 0, pairs = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (labels[i] < 0.5f || labels[j] > 0.5f) continue;
                pairs++;
                right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        return right / pairs;
    }
}
