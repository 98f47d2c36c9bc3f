using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm;

namespace TradeML.Models.Tests.LightGbm;

public sealed class LightGbmDatasetTests
{
    private static readonly LightGbmParameters Parameters = new() { Seed = 3, NumLeaves = 7, MinDataInLeaf = 5 };

    [TestCase(9, 3, 2)] // too many values
    [TestCase(5, 3, 2)] // too few
    [TestCase(0, 0, 2)] // no rows
    [TestCase(0, 3, 0)] // no columns
    public void Matrix_WrongSize_IsRefusedBeforeNativeCode(int values, int rows, int columns)
    {
        var matrix = new float[values];
        var error = Assert
            .Throws<TradeMLException>(() => LightGbmDataset.FromMatrix(matrix, rows, columns, Parameters).Dispose());
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain($"{values} values"));
    }

    [Test]
    public void Fields_OfWrongSizeOrValue_AreRefused()
    {
        var toy = new ToyMatrix(50, 3);
        using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, Parameters);
        Assert.Multiple(() =>
        {
            Assert.That(() => set.SetLabels(new float[49]), Throws.TypeOf<TradeMLException>());
            Assert.That(() => set.SetLabels([.. toy.Labels.Skip(1), float.NaN]),
                Throws.TypeOf<TradeMLException>().With.Message.Contains("row 49"));
            Assert.That(() => set.SetWeights(new float[51]), Throws.TypeOf<TradeMLException>());
            Assert.That(() => set.SetWeights([.. toy.Labels.Skip(1).Select(_ => 1f), -1f]),
                Throws.TypeOf<TradeMLException>().With.Message.Contains("row 49"));
            Assert.That(() => set.SetInitialScores(new double[2]), Throws.TypeOf<TradeMLException>());
            Assert.That(() => set.SetGroups([20, 20]),
                Throws.TypeOf<TradeMLException>().With.Message.Contains("40 rows"));
            Assert.That(() => set.SetFeatureNames(["a", "b"]), Throws.TypeOf<TradeMLException>());
            Assert.That(() => set.SetFeatureNames(["a", "b", "a"]),
                Throws.TypeOf<TradeMLException>().With.Message.Contains("twice"));
            Assert.That(() => set.SetFeatureNames(["a", "b", "c d"]), Throws.TypeOf<TradeMLException>());
            Assert.That(() => set.BinCount(3), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    [Test]
    public void Fields_AfterSetting_AreWhatLightGbmHolds()
    {
        var toy = new ToyMatrix(40, 2);
        using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, Parameters);
        var weights = toy.Labels.Select(label => Math.Abs(label)).ToArray();
        var initial = toy.Labels.Select(label => (double)label / 3).ToArray();
        set.SetLabels(toy.Labels);
        set.SetWeights(weights);
        set.SetInitialScores(initial);
        set.SetFeatureNames(["feat_größe", "feat_b"]);
        Assert.That(set.Labels, Is.EqualTo(toy.Labels));
        Assert.That(set.Weights, Is.EqualTo(weights));
        Assert.That(set.InitialScores, Is.EqualTo(initial));
        Assert.That(set.FeatureNames, Is.EqualTo(new[] { "feat_größe", "feat_b" }));
    }

    [TestCase(new int[0])] // none
    [TestCase(new[] { 3, 2 })] // descending
    [TestCase(new[] { 2, 2 })] // doubled
    [TestCase(new[] { -1, 2 })] // below
    [TestCase(new[] { 2, 40 })] // above
    public void Subset_WrongRows_IsRefused(int[] rows)
    {
        var toy = new ToyMatrix(40, 2);
        using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, Parameters);
        Assert.That(() => set.Subset(rows, Parameters), Throws.TypeOf<TradeMLException>());
    }

    [Test]
    public void Subset_SharesBinsAndTakesFieldsAlong()
    {
        var toy = new ToyMatrix(2000, 3);
        using var set = LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, Parameters);
        set.SetLabels(toy.Labels);
        var rows = Enumerable.Range(0, 300).Select(i => i * 2).ToArray();
        using var subset = set.Subset(rows, Parameters);
        Assert.That(subset.Rows, Is.EqualTo(rows.Length));
        Assert.That(subset.Labels, Is.EqualTo(rows.Select(row => toy.Labels[row])));
        Assert.That(Enumerable.Range(0, 3).Select(subset.BinCount),
            Is.EqualTo(Enumerable.Range(0, 3).Select(set.BinCount)));
    }

    [Test]
    public void Matrix_InAnyOrderAndPrecision_TrainsTheSameModel()
    {
        var toy = new ToyMatrix(500, 4, unknownShare: 0.1);
        var columnMajor = Train(LightGbmDataset.FromMatrix(toy.Values, toy.Rows, toy.Columns, Parameters), toy);
        var rowMajor = Train(
            LightGbmDataset.FromMatrix(toy.RowMajor(), toy.Rows, toy.Columns, Parameters, MatrixOrder.RowMajor), toy);
        var doubles = Train(
            LightGbmDataset.FromMatrix(Array.ConvertAll(toy.Values, value => (double)value), toy.Rows, toy.Columns,
                Parameters), toy);
        Assert.That(rowMajor, Is.EqualTo(columnMajor));
        Assert.That(doubles, Is.EqualTo(columnMajor));
    }

    [Test]
    public void File_Missing_IsRefusedWithItsPath()
    {
        var error = Assert
            .Throws<TradeMLException>(() => LightGbmDataset.FromFile("no-such-file.train", Parameters).Dispose());
        Assert.That(error!.Place, Is.EqualTo("no-such-file.train"));
    }

    private static string Train(LightGbmDataset set, ToyMatrix toy)
    {
        using (set)
        {
            set.SetLabels(toy.Labels);
            using var booster = LightGbmBooster.Create(set, Parameters);
            booster.Train(5);
            return booster.SaveToText();
        }
    }
}
