using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Research.Labels;
using TradeML.Testing;

namespace TradeML.Research.Tests.Labels;

[TestFixture]
public sealed class LabelSetOptionsTests
{
    private static readonly string Configs = Path.Combine(TestPaths.RepositoryRoot, "configs");

    public static IEnumerable<string> Shipped() =>
        Directory.GetFiles(Path.Combine(Configs, "labels"), "*.yml").Select(p => Path.GetFileName(p))
            .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Shipped))]
    public void Load_ShippedSet_StatesTheDefaultsOfItsClasses(string file)
    {
        var options = ConfigLoader.Load<LabelSetOptions>(Configs, $"labels/{file}", null,
            new Dictionary<string, string>());
        // What equities_xs learns ends with the last close; every other set states the defaults.
        var lastClose = file == "forward_5d_last_close.yml";
        var expected = lastClose
            ? new LabelSetOptions
            {
                Kind = options.Kind, EndedAfterSessions = 1,
                DelistingReturns = options.DelistingReturns
            }
            : new LabelSetOptions { Kind = options.Kind, Horizon = options.Horizon };
        if (lastClose)
        {
            DelistingReturnOptions r = options.DelistingReturns;
            Assert.That(new[] { r.Merger, r.Voluntary, r.Performance, r.PerformanceNasdaq, r.Unknown }, Is.All.Zero);
        }

        Assert.That(OptionsPrinter.Print(options), Is.EqualTo(OptionsPrinter.Print(expected)));
    }

    [Test]
    public void Shipped_Sets_AreTheThree() =>
        Assert.That(Shipped(), Is.SupersetOf(new[] { "forward_5d.yml", "forward_20d.yml", "triple_barrier.yml" }));

    [TestCase("kind: forward\nform: log\ndelisting_returns: { performance: -1 }\n", "above -1")]
    [TestCase("kind: triple_barrier\nform: log\n", "simple returns")]
    [TestCase("kind: sideways\n", "one of forward, triple_barrier")]
    [TestCase("horizon: 5\n", "'kind' is missing")]
    public void Load_Fault_IsASentence(string yaml, string part)
    {
        var folder = Directory.CreateTempSubdirectory("trademl-labels-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "x.yml"), yaml);
            Assert.That(
                () => ConfigLoader.Load<LabelSetOptions>(folder, "x.yml", null, new Dictionary<string, string>()),
                Throws.TypeOf<TradeMLException>().With.Message.Contains(part));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
