using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Tests.Faults;

public sealed class FaultPlanTests
{
    [Test]
    public void Parse_RatesAndAll_AreRead()
    {
        var plan = FaultPlan.Parse(["429:0.02", "reset:1e-2"], seed: 5);
        Assert.That(plan.Rates,
            Is.EqualTo(
                new[] { new FaultRate(FaultKind.TooManyRequestsSeconds, 0.02), new FaultRate(FaultKind.Reset, 0.01) }));
        Assert.That(plan.Seed, Is.EqualTo(5));
        Assert.That(FaultPlan.Parse(["all:0.02"]).Rates, Has.Count.EqualTo(Enum.GetValues<FaultKind>().Length));
        Assert.That(FaultPlan.Parse([]).IsEmpty, Is.True);
    }

    [TestCase("429", "429")] // no rate
    [TestCase("flood:0.1", "flood")] // no such fault
    [TestCase("429:2 %", "2 %")] // no number
    [TestCase("429:1.5", "1.5")] // out of range
    [TestCase("429:NaN", "NaN")]
    [TestCase("all:0.1", "add up")] // more than all requests
    [TestCase("script:/nowhere/faults.yml", "does not exist")]
    public void Parse_BadText_IsASentenceThatNamesIt(string spec, string mention)
    {
        var error = Assert.Throws<TradeMLException>(() => FaultPlan.Parse([spec]))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(mention).And.EndsWith("."));
        Assert.That(error.Remedy, Is.Not.Empty);
    }

    [Test]
    public void Names_EachKind_GoesThereAndBack()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            Assert.That(FaultNames.TryParse(FaultNames.Of(kind), out var back), Is.True);
            Assert.That(back, Is.EqualTo(kind));
        }
    }

    [Test]
    public void Script_Steps_AreReadWithTheirConditions()
    {
        var steps = FaultScript.Parse(
            """
            - { fault: 429, at: 3, retry_after: 2 }
            - { fault: reset, symbol: AAPL, times: 2 }
            - { fault: revised, after: 100, path: bars }
            """, "faults.yml");
        Assert.That(steps, Is.EqualTo(new[]
        {
            new FaultStep(FaultKind.TooManyRequestsSeconds) { At = 3, RetryAfterSeconds = 2 },
            new FaultStep(FaultKind.Reset) { Symbol = "AAPL", Times = 2 },
            new FaultStep(FaultKind.RevisedBars) { After = 100, Path = "bars", Times = 0 },
        }));
    }

    [TestCase("- { fault: flood }", "line 1", "flood")]
    [TestCase("- { fault: 429 }\n- { fault: 429, when: 3 }", "line 2", "when")]
    [TestCase("- { at: 3 }", "line 1", "fault")]
    [TestCase("- { fault: 429, at: soon }", "line 1", "soon")]
    [TestCase("fault: 429", "line 1", "list")]
    [TestCase("- [", "line", "YAML")]
    public void Script_BadText_NamesFileAndLine(string yaml, string line, string mention)
    {
        var error = Assert.Throws<TradeMLException>(() => FaultScript.Parse(yaml, "faults.yml"))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Place, Does.Contain("faults.yml").And.Contain(line));
        Assert.That(error.Message, Does.Contain(mention));
    }

    [Test]
    public void ByRate_AnySeed_HitsAboutItsShare() => Prop.ForAll<int>(seed =>
    {
        const int Requests = 4000;
        var injector = new FaultInjector(
            FaultPlan.ByRate(seed, new FaultRate(FaultKind.Reset, 0.02), new FaultRate(FaultKind.Timeout, 0.05)));
        var kinds = Enumerable.Range(1, Requests).Select(n => injector.Decide(n, "/", [])?.Kind).ToArray();
        var resets = kinds.Count(kind => kind == FaultKind.Reset);
        var hangs = kinds.Count(kind => kind == FaultKind.Timeout);
        // Six standard deviations about the expected counts.
        return (Math.Abs(resets - 80) < 54 && Math.Abs(hangs - 200) < 83).Label($"{resets} resets, {hangs} time-outs");
    }).QuickCheckThrowOnFailure();

    [Test]
    public void ParseByVendor_WithPrefixes_KeepsThemApart()
    {
        var plans = FaultPlan.ParseByVendor(["429:0.1", "massive/503:0.2", "massive/all:0.01"], 5);
        Assert.That(plans.Keys, Is.EquivalentTo(new[] { "", "massive" }));
        Assert.That(plans[""].Rates, Is.EqualTo(new[] { new FaultRate(FaultKind.TooManyRequestsSeconds, 0.1) }));
        Assert.That(plans["massive"].Rates, Has.Count.EqualTo(1 + FaultNames.All.Count));
        Assert.That(plans["massive"].Seed, Is.EqualTo(5));
    }
}
