using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Settings;
using TradeML.Ops.Families;
using TradeML.Ops.Routing;
using TradeML.Ops.Settings;

namespace TradeML.Ops.Tests.Settings;

[TestFixture]
public sealed class ConfigLoaderTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-config-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Load_ThreeLayers_TheHigherWinsKeyByKey()
    {
        Write("backfill.yml", "max_days_per_task: 10\nbackoff: { base_seconds: 1, multiplier: 3 }\nmax_attempts: 2\n");
        Write("env/dev/backfill.yml", "backoff: { base_seconds: 5 }\nmax_attempts: 4\n");
        var options = Load("dev", ("TRADEML__BACKFILL__MAX_ATTEMPTS", "6"),
            ("TRADEML__BACKFILL__QC__JUMP_LIMIT", "0.25"));
        Assert.That((options.MaxDaysPerTask, options.MaxAttempts), Is.EqualTo((10, 6)));
        Assert.That((options.Backoff.BaseSeconds, options.Backoff.Multiplier, options.Backoff.CapSeconds),
            Is.EqualTo((5.0, 3.0, 3600.0)));
        Assert.That(options.Qc.JumpLimit, Is.EqualTo(0.25));
    }

    [TestCase("BACKFILL_MAX_DAYS_PER_TASK", "77")]
    [TestCase("TRADEML__BACKFILL__MAX_DAYS_PER_TASK", "77")]
    public void Load_EitherVariableName_SetsTheValue(string name, string value)
    {
        Write("backfill.yml", "max_days_per_task: 10\n");
        Assert.That(Load(null, (name, value)).MaxDaysPerTask, Is.EqualTo(77));
    }

    [Test]
    public void Load_VendorVariables_FillTheMapsByLowerCaseVendor()
    {
        Write("edge.yml", "vendor_max_inflight: { fred: 2 }\n");
        var variables = new Dictionary<string, string>
        {
            ["NODE_MAX_INFLIGHT_DEFAULT"] = "3", ["NODE_MAX_INFLIGHT_ALPACA"] = "9",
            ["VENDOR_FREEZE_SECONDS_ALPHA_VANTAGE"] = "120", ["EDGE_NODE_ID"] = "pi-7",
        };
        var edge = ConfigLoader.Load<EdgeOptions>(folder, "edge.yml", null, variables);
        Assert.That(edge.NodeId, Is.EqualTo("pi-7"));
        Assert.That(edge.VendorMaxInflight.Keys, Is.EqualTo(new[] { "alpaca", "fred" })); // DEFAULT is no vendor.
        Assert.That((edge.MaxInflightOf("alpaca"), edge.MaxInflightOf("fred"), edge.MaxInflightOf("fmp")),
            Is.EqualTo((9, 2, 3)));
        Assert.That((edge.FreezeSecondsOf("alpha_vantage"), edge.FreezeSecondsOf("alpaca")), Is.EqualTo((120, 60)));
    }

    [Test]
    public void Load_TrainingVariable_TurnsAutoPromotionOn()
    {
        Write("training/equities_xs.yml", "enable_auto_promote: false\n");
        var variables = new Dictionary<string, string>
        {
            ["TRAINING_ENABLE_AUTO_PROMOTE"] = "true",
            ["TRADEML__TRAINING__EQUITIES_XS__LIGHTGBM__ROUNDS"] = "12"
        };
        var training = ConfigLoader.Load<TrainingOptions>(folder, "training/equities_xs.yml", null, variables);
        Assert.That((training.EnableAutoPromote, training.Lightgbm.Rounds), Is.EqualTo((true, 12)));
    }

    [TestCase("max_attempts: 0", 1, "from 1 to 100")] // out of range, the range is named
    [TestCase("\nmax_attempts: many", 2, "a whole number from 1 to 100")] // wrong type
    [TestCase("max_attempts: '3'", 1, "a whole number")] // a quoted text is no number
    [TestCase("max_attempts: 1.5", 1, "a whole number")]
    [TestCase("max_attempts: [1]", 1, "a list")]
    [TestCase("max_attempts:", 1, "has no value")]
    [TestCase("enabled: yes", 1, "true or false")]
    [TestCase("max_atempts: 3", 1, "Unknown key 'max_atempts'; allowed are enabled, max_days_per_task")]
    [TestCase("backoff:\n  base: 3", 2, "Unknown key 'base'")]
    [TestCase("backoff: 3", 1, "base_seconds, multiplier")]
    [TestCase("qc: { jump_limit: .nan }", 1, "a number from 0.01 to 10")]
    [TestCase("qc: { min_price: 900, max_price: 800 }", 1, "below max_price (800)")] // a rule across keys
    [TestCase("max_attempts: 3\nmax_attempts: 4", 2, "not valid YAML")]
    [TestCase("max_attempts: 3\n bad: [", 2, "not valid YAML")]
    [TestCase("- a", 1, "keys with values")]
    public void Load_FaultyFile_NamesFileLineAndWhatIsAllowed(string yaml, int line, string part)
    {
        Write("backfill.yml", yaml);
        var error = Assert.Throws<TradeMLException>(() => Load(null));
        Assert.That((error!.Kind, error.Place),
            Is.EqualTo((ErrorKind.BadInput, $"{Path.Combine(folder, "backfill.yml")}:{line}")), error.Message);
        Assert.That(error.Message, Does.Contain(part));
    }

    [Test]
    public void Load_ManyFaultsInEveryLayer_ReportsThemAllAtOnce()
    {
        Write("backfill.yml", "max_attempts: 0\nunknown: 1\nqc: { jump_limit: x }\n");
        Write("env/dev/backfill.yml", "lease_ttl_seconds: 1\n");
        var error = Assert
            .Throws<TradeMLException>(() =>
                Load("dev", ("TRADEML__BACKFILL__PURGE_FAILED_DAYS", "0"), ("TRADEML__BACKFILL__NOPE", "1")));
        Assert.That(error!.Message, Does.StartWith("The configuration has 6 faults:"));
        foreach (var place in new[] { "backfill.yml:1:", "backfill.yml:2:", "backfill.yml:3:", "dev/backfill.yml:1:",
            "variable TRADEML__BACKFILL__PURGE_FAILED_DAYS:", "variable TRADEML__BACKFILL__NOPE:" })
            Assert.That(error.Message.Replace('\\', '/'), Does.Contain(place));
    }

    [Test]
    public void Load_UnknownEnvironment_NamesTheKnown()
    {
        Write("backfill.yml", "");
        Write("env/dev/backfill.yml", "");
        var error = Assert.Throws<TradeMLException>(() => Load("prd"));
        Assert.That(error!.Message, Does.Contain("no environment 'prd'; known are dev"));
    }

    [Test]
    public void Load_MissingBaseFile_IsNamed() =>
        Assert.That(() => Load(null),
            Throws.TypeOf<TradeMLException>().With.Property("Place").EndsWith("backfill.yml"));

    [Test]
    public void Load_RequiredKeyOfAListItem_IsAsked()
    {
        Write("endpoints.yml", "endpoints:\n  - dataset: equities_eod\n    vendor: alpaca\n");
        var error = Assert
            .Throws<TradeMLException>(() =>
                ConfigLoader.Load<EndpointsOptions>(folder, "endpoints.yml", null, new Dictionary<string, string>()));
        Assert.That(error!.Message,
            Does.Contain("endpoints.yml:2: Key 'hard_rpm' is missing; it must be a whole number from 1 to 1000000."));
    }

    [Test]
    public void Load_ListFromAVariable_IsSplitAtCommas()
    {
        Write("router.yml", "sleeves: { a: {}, b: {} }\n");
        var router = ConfigLoader.Load<RouterOptions>(folder, "router.yml", null,
            new Dictionary<string, string> { ["TRADEML__ROUTER__FALLBACK"] = "b, a" });
        Assert.That(router.Fallback, Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void Load_WholeConfiguration_RefusesAVariableOfNoFile()
    {
        var configs = Path.Combine(Testing.TestPaths.RepositoryRoot, "configs");
        var error = Assert
            .Throws<TradeMLException>(() =>
                TradeMLConfiguration.Load(configs, "ci",
                    new Dictionary<string, string> { ["TRADEML__BACKFIL__ENABLED"] = "true" }));
        Assert.That(error!.Place, Is.EqualTo("environment variable TRADEML__BACKFIL__ENABLED"));
    }

    [Test]
    public void Family_Variants_ChangeOnlyWhatTheyName()
    {
        Write("training/equities_xs.yml",
            "lightgbm: { rounds: 9 }\nfamily:\n  - { name: base }\n  - { name: deep, num_leaves: 99 }\n");
        var family = ConfigLoader.Load<TrainingOptions>(folder, "training/equities_xs.yml", null,
            new Dictionary<string, string>()).Configurations();
        Assert.That(family.Select(f => (f.Name, f.Parameters.Rounds, f.Parameters.NumLeaves)),
            Is.EqualTo(new[] { ("base", 9, 31), ("deep", 9, 99) }));
    }

    private BackfillOptions Load(string? environment, params (string Name, string Value)[] variables) =>
        ConfigLoader.Load<BackfillOptions>(folder, "backfill.yml", environment,
            variables.ToDictionary(v => v.Name, v => v.Value));

    private void Write(string file, string yaml)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, yaml);
    }
}
