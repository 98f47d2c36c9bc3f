using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm;

namespace TradeML.Models.Tests.LightGbm;

public sealed class LightGbmForestTests
{
    [TestCase(2, "regression", 0.0, "")] // stumps
    [TestCase(31, "regression", 0.1, "")] // one word of leaves
    [TestCase(63, "regression", 0.1, "")] // two words
    [TestCase(200, "regression", 0.3, "")] // seven words
    [TestCase(300, "regression", 0.1, "")] // too many for masks: walked
    [TestCase(31, "regression", 0.1, "zero_as_missing")] // zeros are missing: walked
    [TestCase(31, "regression", 0.1, "use_missing_off")] // NaN counts as zero
    [TestCase(31, "binary", 0.1, "")]
    [TestCase(31, "poisson", 0.0, "")]
    [TestCase(31, "regression_l1", 0.1, "")]
    public void Forest_OnAnyModel_EqualsNativeBitForBit(int leaves, string objective, double unknown, string missing)
    {
        var (toy, model, native) = Train(leaves, objective, unknown, missing);
        var forest = LightGbmForest.Parse(model);
        var own = new double[toy.Rows];
        forest.Predict(toy.Values, toy.Rows, own);
        Assert.That(own, objective is "binary" or "poisson" ? Is.EqualTo(native).Within(1e-15) : Is.EqualTo(native));
        var values = toy.RowMajor();
        for (var row = 0; row < 50; row++)
        {
            var one = forest.Predict(
                Array.ConvertAll(values[(row * toy.Columns)..((row + 1) * toy.Columns)], value => (double)value));
            Assert.That(one, Is.EqualTo(own[row]), $"row {row}");
        }
    }

    [Test]
    public void Forest_OnChosenRows_EqualsThoseOfAll()
    {
        var (toy, model, native) = Train(31, "regression", 0.1, "");
        var chosen = Enumerable.Range(0, toy.Rows).Where(row => row % 7 is 2 or 3).Reverse().ToArray();
        var own = new double[chosen.Length];
        LightGbmForest.Parse(model).Predict(toy.Values, toy.Rows, chosen, own);
        Assert.That(own, Is.EqualTo(chosen.Select(row => native[row])));
    }

    [Test]
    public void Forest_OnExtremeValues_EqualsNative()
    {
        var (_, model, _) = Train(63, "regression", 0.1, "");
        float[] odd = [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue,
            float.MinValue, float.Epsilon, 1e-36f, -1e-36f, 1e-34f];
        var random = new Random(5);
        var values = new float[100 * 5];
        for (var i = 0; i < values.Length; i++) values[i] = odd[random.Next(odd.Length)];
        double[] native = new double[100], own = new double[100];
        using var booster = LightGbmBooster.Load(model);
        booster.Predict(values, 100, native);
        LightGbmForest.Parse(model).Predict(values, 100, own);
        Assert.That(own, Is.EqualTo(native));
    }

    [TestCase(500 * 5, 499, 500)] // rows short
    [TestCase((500 * 5) - 1, 500, 500)] // a value short
    [TestCase(500 * 5, 500, 499)] // room short
    public void Predict_WrongSize_IsRefused(int values, int rows, int room)
    {
        var (_, model, _) = Train(7, "regression", 0, "");
        Assert.That(() => LightGbmForest.Parse(model).Predict(new float[values], rows, new double[room]),
            Throws.TypeOf<TradeMLException>());
    }

    [TestCase("num_class=1", "num_class=3", "classes")]
    [TestCase("num_cat=0", "num_cat=1", "categorical")]
    [TestCase("is_linear=0", "is_linear=1", "linear")]
    [TestCase("end of trees", "", "cut off")]
    [TestCase("left_child=1", "left_child=0", "not a tree")]
    [TestCase("max_feature_idx=4", "max_feature_idx=9", "features")]
    [TestCase("threshold=", "threshold=abc ", "threshold")]
    public void Parse_OfWhatItDoesNotKnow_IsRefusedWithASentence(string found, string put, string reason)
    {
        var (_, model, _) = Train(7, "regression", 0, "");
        var broken = model.Replace(found, put, StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(model), "the model has the text that the case replaces");
        Assert.That(() => LightGbmForest.Parse(broken),
            Throws.TypeOf<TradeMLException>().With.Message.Contains(reason));
    }

    private static (ToyMatrix Toy, string Model, double[] Native) Train(
        int leaves, string objective, double unknown, string missing)
    {
        var toy = new ToyMatrix(2500, 5, unknown);
        for (var i = 0; i < toy.Values.Length; i += 9) toy.Values[i] = 0;
        var extra = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (missing == "zero_as_missing") extra["zero_as_missing"] = "true";
        if (missing == "use_missing_off") extra["use_missing"] = "false";
        var parameters = new LightGbmParameters
        {
            Objective = objective, NumLeaves = leaves, MinDataInLeaf = 3,
            Seed = 1, Extra = extra
        };
        using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, parameters);
        set.SetLabels(
            Array.ConvertAll(toy.Labels,
                label => objective switch
                {
                    "binary" => label > 0 ? 1f : 0f,
                    "poisson" => MathF.Round(MathF.Abs(label)),
                    _ => label
                }));
        using var booster = LightGbmBooster.Create(set, parameters);
        booster.Train(12);
        var native = new double[toy.Rows];
        booster.Predict(toy.Values, toy.Rows, native);
        return (toy, booster.SaveToText(), native);
    }
}
