using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.EquitiesXs;
using TradeML.Models.Training;

namespace TradeML.Models.Tests.EquitiesXs;

public sealed class TrainingRowsTests
{
    private static readonly DateOnly[] Sessions = [new(2020, 1, 1), new(2020, 7, 1), new(2021, 7, 1)];
    private static readonly TrainingSample Sample = new(
        ["feat_a"], new float[7], new[] { 0, 0, 0, 1, 1, 2, 2 }, Sessions,
        new[] { 0.3, 0.1, 0.1, 2, double.NaN, -1, 5 });

    private static readonly int[] All = [0, 1, 2, 3, 4, 5, 6];

    [TestCase(LabelTransform.Raw, new[] { 0.3f, 0.1f, 0.1f, 2, -1, 5 })]
    [TestCase(LabelTransform.Demeaned, new[] { 0.13333333f, -0.06666667f, -0.06666667f, 0, -3, 3 })]
    [TestCase(LabelTransform.Ranked, new[] { 0.5f, -0.25f, -0.25f, -0f, -0.5f, 0.5f })]
    [TestCase(LabelTransform.AboveMedian, new[] { 1f, 0, 0, 0, 0, 1 })]
    public void Targets_OfEachTransform_AreMadeWithinTheSession(LabelTransform transform, float[] expected)
    {
        var rows = TrainingRows.Build(Sample, ToyMarket.Config() with { LabelTransform = transform }, All);
        Assert.That(rows.Rows, Is.EqualTo(new[] { 0, 1, 2, 3, 5, 6 }), "a row without a label is left out");
        Assert.That(rows.Targets, Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void Targets_KnowNothingOfRowsThatAreNotAllowed()
    {
        var rows = TrainingRows.Build(Sample, ToyMarket.Config(), [1, 2, 6]);
        Assert.That(rows.Targets, Is.All.Zero);
    }

    [Test]
    public void Weights_HalveWithEachHalfLifeAndAverageOne()
    {
        var rows = TrainingRows.Build(Sample, ToyMarket.Config() with { HalfLifeMonths = 12 }, All);
        var days = Sessions[2].DayNumber - Sessions[1].DayNumber;
        Assert.That(rows.Weights[3] / rows.Weights[5], Is.EqualTo(Math.Pow(0.5, days / 30.4375 / 12)).Within(1e-6));
        Assert.That(rows.Weights.Average(), Is.EqualTo(1).Within(1e-6));
        Assert.That(TrainingRows.Build(Sample, ToyMarket.Config() with { HalfLifeMonths = 0 }, All).Weights,
            Is.All.EqualTo(1f));
    }

    [Test]
    public void Sampling_CountsSessionsFromTheLast()
    {
        var rows = TrainingRows.Build(Sample, ToyMarket.Config() with { SampleEverySessions = 2 }, All);
        Assert.That(rows.Rows, Is.EqualTo(new[] { 0, 1, 2, 5, 6 }));
    }

    [Test]
    public void NoLabelledRow_IsRefused() =>
        Assert.That(() => TrainingRows.Build(Sample, ToyMarket.Config(), [4]),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.DataMissing));

    [Test]
    public void Sample_OfUnequalLengths_IsRefused()
    {
        Assert.That(() => new TrainingSample(["feat_a"], new float[3], new int[2], Sessions, new double[2]),
            Throws.TypeOf<TradeMLException>());
        Assert.That(() => new TrainingSample(["feat_a"], new float[2], new[] { 0, 3 }, Sessions, new double[2]),
            Throws.TypeOf<TradeMLException>());
    }
}
