using TradeML.Core.Configuration;
using TradeML.Models.EquitiesXs;
using TradeML.Models.LightGbm;
using TradeML.Research.Backtest;

namespace TradeML.Ops.Pipelines;

/// <summary>Hands the settings of <c>configs/training</c> to the parts that take them.</summary>
internal static class ConfigMapping
{
    internal static EquitiesXsConfig Family(TrainingOptions options) => new()
    {
        Variants = [.. options.Configurations().Select(c => new EquitiesXsVariant(c.Name, Parameters(c.Parameters), c.Parameters.Rounds))],
        HalfLifeMonths = options.Weighting.HalfLifeMonths,
        SampleEverySessions = options.SampleEverySessions,
    };

    internal static BacktestConfig Backtest(TrainingOptions options)
    {
        var b = options.Backtest;
        return new BacktestConfig
        {
            RebalanceEvery = b.RebalanceSessions, Quantile = b.LongQuantile, GrossTarget = b.Gross, PerNameCap = b.MaxWeight,
            MinRawPrice = b.MinPriceUsd, MinAdvDollars = options.Universe.MinAdvUsd, LiquidityWindow = b.AdvWindow, Capital = b.CapitalUsd,
            HalfSpreadBps = b.SpreadBps / 2, FeeBps = b.FeeBps, ImpactCoefficient = b.ImpactCoefficient,
        };
    }

    private static LightGbmParameters Parameters(LightGbmOptions o) => new()
    {
        LearningRate = o.LearningRate, NumLeaves = o.NumLeaves, MinDataInLeaf = o.MinDataInLeaf, FeatureFraction = o.FeatureFraction,
        BaggingFraction = o.BaggingFraction, BaggingFrequency = o.BaggingFreq, LambdaL2 = o.LambdaL2, MaxBin = o.MaxBin,
    };
}
