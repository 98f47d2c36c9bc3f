using TradeML.Core.Errors;
using TradeML.Research.Backtest;

namespace TradeML.Research.Tests.Backtest;

public sealed class BacktestConfigTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        TestCaseData Case(string words, BacktestConfig config) =>
            new TestCaseData(config, words).SetArgDisplayNames(words);
        yield return Case("RebalanceEvery 0 is below 1", new() { RebalanceEvery = 0 });
        yield return Case("Quantile 0 is not above 0 and at most 0.5", new() { Quantile = 0 });
        yield return Case("Quantile 0.51", new() { Quantile = 0.51 });
        yield return Case("Quantile NaN", new() { Quantile = double.NaN });
        yield return Case("GrossTarget 0", new() { GrossTarget = 0 });
        yield return Case("GrossTarget 10.1", new() { GrossTarget = 10.1 });
        yield return Case("PerNameCap 0", new() { PerNameCap = 0 });
        yield return Case("PerNameCap 1.1", new() { PerNameCap = 1.1 });
        yield return Case("MinRawPrice -1 is negative", new() { MinRawPrice = -1 });
        yield return Case("MinAdvDollars -1 is negative", new() { MinAdvDollars = -1 });
        yield return Case("LiquidityWindow 1 is below 2", new() { LiquidityWindow = 1 });
        yield return Case("Capital 0 is not positive", new() { Capital = 0 });
        yield return Case("a cost rate is negative", new() { HalfSpreadBps = -1 });
        yield return Case("a cost rate is negative", new() { FeeBps = -1 });
        yield return Case("a cost rate is negative", new() { ImpactCoefficient = -1 });
        yield return Case("a cost rate is negative", new() { BorrowBpsPerYear = -1 });
        yield return Case("CloseAfterMissing 0 is below 1", new() { CloseAfterMissing = 0 });
        yield return Case("DelistingReturn -1.1 is below -1", new() { DelistingReturn = -1.1 });
    }

    [TestCaseSource(nameof(Faults))]
    public void Validate_OutOfRange_NamesTheFault(BacktestConfig config, string words) => Assert.That(
        config.Validate,
        Throws.TypeOf<TradeMLException>().With.Message.Contains(words).And.Property("Kind")
            .EqualTo(ErrorKind.BadInput));

    [Test]
    public void Validate_AtTheEdges_Passes()
    {
        Assert.That(new BacktestConfig().Validate, Throws.Nothing);
        var edges = new BacktestConfig
        {
            RebalanceEvery = 1, Quantile = 0.5, GrossTarget = 10, PerNameCap = 1, MinRawPrice = 0, MinAdvDollars = 0,
            LiquidityWindow = 2, Capital = 1e-9,
            HalfSpreadBps = 0, FeeBps = 0, ImpactCoefficient = 0, BorrowBpsPerYear = 0, CloseAfterMissing = 1,
            DelistingReturn = -1,
        };
        Assert.That(edges.Validate, Throws.Nothing);
    }

    [Test]
    public void Validate_TwoFaults_NamesBoth() => Assert.That(
        new BacktestConfig { Capital = -1, LiquidityWindow = 0 }.Validate,
        Throws.TypeOf<TradeMLException>().With.Message.EqualTo(
            "The backtest configuration has faults: LiquidityWindow 0 is below 2; Capital -1 is not positive."));
}
