using TradeML.Research.Features;
using TradeML.Testing;

namespace TradeML.Research.Tests.Features;

[Category("Reference")]
public sealed class FeatureReferenceTests
{
    [Test]
    public void Columns_ReferencePanel_EqualTheExpectedValues()
    {
        var (panel, rowOf) = Reference.FeaturePanel();
        var expected = Reference.Csv("features_expected.csv");
        var symbols = expected["symbol"];
        Assert.That(symbols, Has.Length.EqualTo(rowOf.Count), "the files list the same rows");
        foreach (var name in expected.Keys.Except(["date", "symbol"]))
        {
            var actual = EquityFeatures.Column(panel, name);
            for (var i = 0; i < symbols.Length; i++)
            {
                var want = Reference.Number(expected[name][i]);
                var got = actual[rowOf[(symbols[i], expected["date"][i])]];
                Assert.That(Reference.Close(got, want, 1e-10, 1e-13),
                    $"{name} {symbols[i]} {expected["date"][i]}: {got:R}, expected {want:R}");
            }
        }
    }

    [Test]
    public void Build_ReferencePanel_IsTheColumnsInSinglePrecision()
    {
        var (panel, _) = Reference.FeaturePanel();
        var matrix = EquityFeatures.Build(panel, FeatureSets.EquitiesV1 with { Steps = [] });
        for (var column = 0; column < matrix.Columns; column++)
        {
            var wanted = EquityFeatures.Column(panel, matrix.Names[column]).Select(value => (float)value);
            Assert.That(matrix.Column(column).ToArray(), Is.EqualTo(wanted), matrix.Names[column]);
        }
    }
}
