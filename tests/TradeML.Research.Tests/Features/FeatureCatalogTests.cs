using TradeML.Research.Features;
using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Features;

public sealed class FeatureCatalogTests
{
    private const int Days = 150;

    [TestCaseSource(typeof(FeatureCatalog), nameof(FeatureCatalog.All))]
    public void Definition_OfTheCatalog_IsDocumented(FeatureDefinition definition)
    {
        foreach (var text in new[] { definition.Pattern, definition.Family, definition.Formula, definition.Unit,
            definition.Source, definition.WarmUp })
            Assert.That(text, Is.Not.Empty);
        Assert.That(definition.Inputs == FeatureInput.None, Is.EqualTo(definition.Family == "calendar"),
            "only the calendar reads no column");
    }

    [Test]
    public void Patterns_OfTheCatalog_AreDistinctAndReadBack()
    {
        Assert.That(FeatureCatalog.All.Select(d => d.Pattern), Is.Unique);
        foreach (var name in CatalogNames.All())
        {
            var owners = FeatureCatalog.All.Where(d => d.Matches(name, out _)).ToArray();
            Assert.That(owners, Has.Length.EqualTo(1), name);
            Assert.That(FeatureSpec.Parse("feat_" + name).Definition, Is.SameAs(owners[0]));
        }
    }

    [TestCaseSource(typeof(CatalogNames), nameof(CatalogNames.All))]
    public void WarmUp_OfEveryFeature_IsTheNumberOfUnknownRowsAtTheStart(string name)
    {
        var panel = Full(1);
        var values = EquityFeatures.Column(panel, name);
        foreach (var start in panel.RowStarts[..^1])
        {
            var unknown = values.Skip(start).TakeWhile(double.IsNaN).Count();
            Assert.That(unknown, Is.EqualTo(FeatureSpec.Parse(name).WarmUpRows));
            Assert.That(values.Skip(start + unknown).Take(Days - unknown).Any(double.IsNaN), Is.False,
                "known ever after");
        }
    }

    [TestCaseSource(typeof(CatalogNames), nameof(CatalogNames.All))]
    public void Lag_OfEveryFeature_IsZero(string name)
    {
        // The newest bar changes the newest value: had a feature a lag, it would not.
        var definition = FeatureSpec.Parse(name).Definition;
        Assert.That(definition.Lag, Is.Zero);
        if (definition.Inputs == FeatureInput.None) return;
        double before = EquityFeatures.Column(Full(1), name)[^1],
            after = EquityFeatures.Column(Full(1, Days - 1), name)[^1];
        Assert.That(after, Is.Not.EqualTo(before));
    }

    [TestCaseSource(typeof(CatalogNames), nameof(CatalogNames.All))]
    public void Value_OfAWindow_DependsOnItsRowsOnly(string name)
    {
        var spec = FeatureSpec.Parse(name);
        const int changed = 60;
        var (panel, other) = (Full(1), Full(1, changed));
        double[] before = EquityFeatures.Column(panel, name), after = EquityFeatures.Column(other, name);
        for (var row = 0; row < before.Length; row++)
        {
            var away = panel.Day[row] - changed;
            // that one looks back to the first row
            if (away >= 0 && (away <= spec.WarmUpRows || name == "drawdown_expanding")) continue;
            Assert.That(BitConverter.DoubleToInt64Bits(after[row]),
                Is.EqualTo(BitConverter.DoubleToInt64Bits(before[row])), $"{away} rows after the change");
        }
    }

    [Test]
    public void Kernels_OfPriceAndVolumeFactors_EqualTheSlowOnes()
    {
        var panel = RandomPanel.Create(31, symbols: 4, days: 120, steps: false);
        foreach (var name in new[] { "ma_20", "std_20", "roc_20", "max_20", "min_20", "rsv_20", "vma_20", "vstd_20" })
        {
            var values = EquityFeatures.Column(panel, name);
            for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
                for (var row = panel.RowStarts[symbol] + 20; row < panel.RowStarts[symbol + 1]; row++)
                {
                    double[] Last(double[] column) => column[(row - 19)..(row + 1)];
                    double c = panel.Close[row], v = panel.Volume[row], high = Last(panel.High).Max(),
                        low = Last(panel.Low).Min();
                    var wanted = name switch
                    {
                        "ma_20" => Last(panel.Close).Average() / c,
                        "std_20" => Deviation(Last(panel.Close)) / c,
                        "roc_20" => panel.Close[row - 20] / c,
                        "max_20" => high / c,
                        "min_20" => low / c,
                        "rsv_20" => (c - low) / (high - low),
                        "vma_20" => Last(panel.Volume).Average() / v,
                        _ => Deviation(Last(panel.Volume)) / v,
                    };
                    Assert.That(values[row], Is.EqualTo(wanted).Within(1e-10).Percent, $"{name} row {row}");
                }
        }
    }

    private static double Deviation(double[] values) =>
        Math.Sqrt(values.Sum(x => (x - values.Average()) * (x - values.Average())) / (values.Length - 1));

    /// <summary>Two symbols that trade every day, everything known; all columns of one day may be others.</summary>
    private static Panel Full(int seed, int changedDay = -1)
    {
        var random = new Random(seed);
        double[] Column(double from, double to) => [.. Enumerable.Range(0, 2 * Days).Select(row =>
        {
            var value = from + ((to - from) * random.NextDouble());
            return row % Days == changedDay ? (from * 0.5) + (0.1 * value) : value;
        })];
        int[] Codes() => [.. Enumerable.Range(0, 2 * Days).Select(row => row % Days == changedDay ? 1 : 0)];
        return Panel.Create(
            ["A", "B"], RandomPanel.Sessions(Days), [0, Days, 2 * Days],
            [.. Enumerable.Range(0, 2 * Days).Select(row => row % Days)],
            new()
            {
                Open = Column(90, 110), High = Column(111, 120), Low = Column(80, 89), Close = Column(90, 110),
                Volume = Column(1e5, 2e5), SharesOutstanding = Column(1e7, 2e7),
                Sector = Codes(), SectorNames = ["Energy", "Utilities"], Industry = Codes(),
                IndustryNames = ["Banks", "Steel"],
                SessionsToEarnings = Column(0, 60), SessionsSinceEarnings = Column(0, 60),
            });
    }
}
