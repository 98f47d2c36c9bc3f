using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm;

namespace TradeML.Models.Tests.LightGbm;

public sealed class LightGbmParametersTests
{
    [Test]
    public void Text_OfDefaults_IsDeterministicAndSilent()
    {
        var text = new LightGbmParameters().ToText();
        Assert.That(text,
            Does.Contain("deterministic=true").And.Contain("force_col_wise=true").And.Contain(
                "verbosity=-1").And.Contain("num_threads=1"));
        Assert.That(text, Does.Not.Contain("seed"));
    }

    [Test]
    public void Pairs_OfLightGbmNames_FillPropertiesAndExtra()
    {
        var read = LightGbmParameters.FromPairs(
            new Dictionary<string, string>
            {
                ["num_leaves"] = "63", ["force_row_wise"] = "true", ["label_column"] = "0",
                ["learning_rate"] = "0.05"
            });
        Assert.That(read.NumLeaves, Is.EqualTo(63));
        Assert.That(read.LearningRate, Is.EqualTo(0.05));
        Assert.That(read.Histogram, Is.EqualTo(HistogramLayout.RowWise));
        Assert.That(read.Extra, Is.EqualTo(new Dictionary<string, string> { ["label_column"] = "0" }));
    }

    [Test]
    public void Parameters_WithSeveralFaults_NameAllOfThem()
    {
        var wrong = new LightGbmParameters
        {
            NumLeaves = 1, LearningRate = 0,
            Extra = new Dictionary<string, string> { ["seed"] = "3", ["x"] = "1 y=2" }
        };
        var error = Assert.Throws<TradeMLException>(() => wrong.ToText());
        Assert.That(error!.Message,
            Does.Contain("num_leaves").And.Contain("learning_rate").And.Contain("seed has a property").And.Contain(
                "x holds a blank"));
    }

    [Test]
    public void Parameters_OfEqualContent_AreEqual()
    {
        var left = new LightGbmParameters { Extra = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        var right = new LightGbmParameters { Extra = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };
        Assert.That(left, Is.EqualTo(right));
        Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
        Assert.That(left, Is.Not.EqualTo(right with { NumLeaves = 5 }));
    }
}
