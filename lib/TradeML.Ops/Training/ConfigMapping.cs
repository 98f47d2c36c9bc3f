using System.Text.Json;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;
using TradeML.Ops.Families;
using TradeML.Research.Backtest;

namespace TradeML.Ops.Training;

/// <summary>Hands the settings of <c>configs/training</c> to the parts that take them.</summary>
internal static class ConfigMapping
{
    private static readonly JsonSerializerOptions Snake =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The whole configuration as JSON, for the record of runs; it holds no secret.</summary>
    internal static string Json(TrainingOptions options) => JsonSerializer.Serialize(options, Snake);

    internal static TrainerSettings Trainer(TrainingOptions options) => new()
    {
        Trials = [
            .. options.Configurations()
                .Select(c => new TrialSettings(c.Name, Parameters(c.Parameters), c.Parameters.Rounds))],
        HalfLifeMonths = options.Weighting.HalfLifeMonths,
        SampleEverySessions = options.SampleEverySessions,
    };

    internal static BacktestConfig Backtest(TrainingOptions options)
    {
        var b = options.Backtest;
        if (b.LongQuantile != b.ShortQuantile)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"The backtest holds the same share of names on both sides; long_quantile is {b.LongQuantile} and "
                    + $"short_quantile {b.ShortQuantile}.",
                "configs/training", "Set both to the same value.");
        return new BacktestConfig
        {
            RebalanceEvery = b.RebalanceSessions, Quantile = b.LongQuantile, GrossTarget = b.Gross,
            PerNameCap = b.MaxWeight,
            MinRawPrice = b.MinPriceUsd, MinAdvDollars = options.Universe.MinAdvUsd, LiquidityWindow = b.AdvWindow,
            Capital = b.CapitalUsd,
            HalfSpreadBps = b.SpreadBps / 2, FeeBps = b.FeeBps, ImpactCoefficient = b.ImpactCoefficient,
        };
    }

    private static LightGbmParameters Parameters(LightGbmOptions o) => new()
    {
        LearningRate = o.LearningRate, NumLeaves = o.NumLeaves, MinDataInLeaf = o.MinDataInLeaf,
        FeatureFraction = o.FeatureFraction,
        BaggingFraction = o.BaggingFraction, BaggingFrequency = o.BaggingFreq, LambdaL2 = o.LambdaL2, MaxBin = o.MaxBin,
    };
}
