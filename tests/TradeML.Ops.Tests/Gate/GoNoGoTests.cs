using NUnit.Framework;
using TradeML.Ops.Gate;

namespace TradeML.Ops.Tests.Gate;

public sealed class GoNoGoTests
{
    private static readonly GoNoGoFigures Good = new(1.5, 0.1, 0.4, 0.99, 0.01, 6);

    [Test]
    public void Evaluate_EveryBarMet_IsGo()
    {
        var verdict = GoNoGo.Evaluate(Good, new GoNoGoLimits());
        Assert.That(verdict.Go, Is.True);
        Assert.That(verdict.Word, Is.EqualTo("GO"));
        Assert.That(verdict.Met, Is.EqualTo(5));
    }

    // The bars of SSOT §6.3: at the limit the inclusive ones are met; "DSR > 0" is strict.
    [TestCase(1.0, 0.2, 1e-9, 0.95, 0.05, "", TestName = "Evaluate_AtTheLimits_IsGo")]
    [TestCase(0.999, 0.1, 0.4, 0.99, 0.01, "sharpe", TestName = "Evaluate_SharpeBelow_Fails")]
    [TestCase(1.5, 0.201, 0.4, 0.99, 0.01, "max_drawdown", TestName = "Evaluate_DrawdownAbove_Fails")]
    [TestCase(1.5, 0.1, 0.0, 0.99, 0.01, "deflated_sharpe", TestName = "Evaluate_DeflatedSharpeZero_Fails")]
    [TestCase(1.5, 0.1, 0.4, 0.94, 0.01, "dsr_probability", TestName = "Evaluate_DsrProbabilityBelow_Fails")]
    [TestCase(1.5, 0.1, 0.4, 0.99, 0.06, "pbo", TestName = "Evaluate_PboAbove_Fails")]
    public void Evaluate_OneFigure_DecidesItsBar(
        double sharpe, double drawdown, double deflated, double probability, double pbo, string failing)
    {
        var verdict = GoNoGo.Evaluate(new(sharpe, drawdown, deflated, probability, pbo, 6), new GoNoGoLimits());
        Assert.That(string.Join(",", verdict.Bars.Where(b => b.State == BarState.Fail).Select(b => b.Name)),
            Is.EqualTo(failing));
        Assert.That(verdict.Go, Is.EqualTo(failing.Length == 0));
    }

    [Test]
    public void Evaluate_UnknownFigure_IsNotMetAndSaysWhy()
    {
        var verdict = GoNoGo.Evaluate(Good with { Pbo = double.NaN, PboReason = "one trial" }, new GoNoGoLimits());
        var bar = verdict.Bars.Single(b => b.Name == "pbo");
        Assert.That(bar.State, Is.EqualTo(BarState.Unknown));
        Assert.That(bar.Note, Is.EqualTo("one trial"));
        Assert.That(verdict.Go, Is.False);
    }

    [Test]
    public void Evaluate_LimitsOfTheConfiguration_AreUsed() =>
        Assert.That(GoNoGo.Evaluate(Good, new GoNoGoLimits(MinSharpe: 2)).Bars[0],
            Has.Property("State").EqualTo(BarState.Fail).And.Property("Limit").EqualTo(2.0));
}
