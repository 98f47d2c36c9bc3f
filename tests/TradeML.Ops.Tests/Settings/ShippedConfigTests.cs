using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Settings;
using TradeML.Ops.Families;
using TradeML.Ops.Routing;
using TradeML.Ops.Settings;
using TradeML.Testing;

namespace TradeML.Ops.Tests.Settings;

[TestFixture]
public sealed class ShippedConfigTests
{
    private static readonly string Configs = Path.Combine(TestPaths.RepositoryRoot, "configs");
    private static readonly Dictionary<string, string> NoVariables = [];

    public static IEnumerable<string?> Environments() =>
        Directory.GetDirectories(Path.Combine(Configs, "env")).Select(Path.GetFileName).Prepend(null);

    [TestCaseSource(nameof(Environments))]
    public void Load_ShippedEnvironment_IsValid(string? environment)
    {
        var configuration = TradeMLConfiguration.Load(Configs, environment, NoVariables);
        Assert.That(configuration.EnvironmentName, Is.EqualTo(environment));
        Assert.That(configuration.Training["equities_xs"].Configurations(), Has.Count.EqualTo(3));
    }

    [Test]
    public void Load_EveryEnvironmentFile_OverridesAKnownBaseFile()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Configs, "env"), "*.yml", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(Path.Combine(Configs, "env"), file).Split(Path.DirectorySeparatorChar);
            Assert.That(Path.Combine([Configs, .. parts[1..]]), Does.Exist, file);
        }
    }

    [Test]
    public void Load_SpecifiedEnvironments_AreThere() =>
        Assert.That(Environments(), Is.SupersetOf(new[] { "local", "dev", "prod", "pi", "workstation", "ci", "demo" }));

    [TestCase("backfill.yml", typeof(BackfillOptions))]
    [TestCase("risk.yml", typeof(RiskOptions))]
    public void Load_BaseFile_StatesTheDefaultsOfItsClass(string file, Type type)
    {
        // The files show every default; a default changed in one place only would mislead.
        var configuration = TradeMLConfiguration.Load(Configs, null, NoVariables);
        object loaded = type == typeof(RiskOptions) ? configuration.Risk : configuration.Backfill;
        Assert.That(OptionsPrinter.Print(loaded), Is.EqualTo(OptionsPrinter.Print(Activator.CreateInstance(type)!)),
            file);
    }

    [Test]
    public void Load_LearnerAndBars_StateTheDefaultsOfTheirClasses()
    {
        var training = TradeMLConfiguration.Load(Configs, null, NoVariables).Training["equities_xs"];
        Assert.That(OptionsPrinter.Print(training.Lightgbm), Is.EqualTo(OptionsPrinter.Print(new LightGbmOptions())));
        Assert.That(OptionsPrinter.Print(training.Bars), Is.EqualTo(OptionsPrinter.Print(new BarOptions())));
        Assert.That(OptionsPrinter.Print(training.Backtest), Is.EqualTo(OptionsPrinter.Print(new BacktestOptions())));
        Assert.That(OptionsPrinter.Print(training.Cpcv), Is.EqualTo(OptionsPrinter.Print(new CpcvOptions())));
    }

    [Test]
    public void Load_Dependencies_AreTheBaselineThresholds()
    {
        var training = TradeMLConfiguration.Load(Configs, null, NoVariables).Training["equities_xs"];
        Assert.That(training.WindowYears, Is.EqualTo(15));
        Assert.That(
            training.Dependencies.ToDictionary(d => d.Table, d => d.MinGreen),
            Is.EquivalentTo(new Dictionary<string, double>
            {
                ["curated/equities_ohlcv_adj"] = 0.98, ["reference/corp_actions"] = 0.99,
                ["reference/delistings"] = 0.99,
            }));
    }

    [Test]
    public void Family_EquitiesXs_HasTheSetsThatItsFileNames()
    {
        var family = TradeMLConfiguration.Load(Configs, null, NoVariables).Family("equities_xs");
        Assert.That((family.Features.Name, family.LabelSet, family.Labels.Horizon),
            Is.EqualTo(("equities_v1", "forward_5d_last_close", 5)));
        Assert.That(family.Trainer.Model, Is.EqualTo("equities_xs"));
    }

    [Test]
    public void Family_Unknown_IsBadInputThatNamesTheModels() => Assert.That(
        () => TradeMLConfiguration.Load(Configs, null, NoVariables).Family("astrology"),
        Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput).And.Property("Remedy")
            .Contains("equities_xs"));

    [TestCase("LABELS", "nowhere", "There is no label set 'nowhere'")]
    [TestCase("LABELS", "forward_20d", "'embargo_sessions' is 10; it must be at least the label's horizon (20)")]
    [TestCase("FEATURES", "nowhere", "There is no feature set 'nowhere'")]
    public void Load_TrainingThatNamesWhatIsNotThere_IsAFault(string key, string value, string fault) => Assert.That(
        () =>
            TradeMLConfiguration.Load(Configs, null,
                new Dictionary<string, string> { [$"TRADEML__TRAINING__EQUITIES_XS__{key}"] = value }),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(fault));

    [Test]
    public void Load_EveryEndpoint_NamesItsKeysAndWhenItWasVerified()
    {
        var endpoints = TradeMLConfiguration.Load(Configs, null, NoVariables).Endpoints.Endpoints;
        Assert.That(endpoints.SelectMany(e => e.Keys).Distinct(),
            Is.SubsetOf(VendorKeys.Names.Append("SEC_USER_AGENT")));
        Assert.That(endpoints,
            Has.All.Matches<EndpointEntry>(e => e.VerifiedOn >= new DateOnly(2026, 1, 1) && e.SoftDailyCap > 0));
        foreach (var dataset in new[] { "equities_eod", "corp_actions", "listings" })
            Assert.That(endpoints.Where(e => e.Dataset == dataset).MinBy(e => e.Priority)!.Vendor, Is.EqualTo("alpaca"),
                dataset);
    }

    [TestCase("local", false)] // A person promotes on a laptop unless told otherwise.
    [TestCase("ci", false)]
    [TestCase("prod", true)]
    public void Load_AutoPromote_DependsOnTheEnvironment(string environment, bool expected) =>
        Assert.That(
            TradeMLConfiguration.Load(Configs, environment, NoVariables).Training["equities_xs"].EnableAutoPromote,
            Is.EqualTo(expected));
}
