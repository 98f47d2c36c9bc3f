using TradeML.Core.Errors;

namespace TradeML.Research.Features;

/// <summary>The feature sets that ship with TradeML, by name.</summary>
public static class FeatureSets
{
    /// <summary>
    /// The daily equities set (SSOT §3.1): momentum, gaps, drawdown, realised and downside volatility, liquidity, calendar.
    /// Standardised per day, the outer half per cent of each side clipped. Turnover and size join where shares outstanding are known.
    /// </summary>
    public static FeatureSetConfig EquitiesV1 { get; } = new()
    {
        Name = "equities_v1",
        Features =
        [
            "mom_5", "mom_20", "mom_60", "mom_126", "gap_overnight", "ret_open_to_close", "drawdown_20", "drawdown_60",
            "rvol_20", "rvol_60", "downside_vol_20", "downside_vol_60", "log_adv_20", "log_amihud_20",
            "dow_sin", "dow_cos", "month_sin", "month_cos",
        ],
        Steps = [CrossSectionStep.Winsorise(0.005), CrossSectionStep.ZScore],
    };

    /// <summary><see cref="EquitiesV1"/> with turnover and size, for panels that know shares outstanding.</summary>
    public static FeatureSetConfig EquitiesV1Size { get; } = EquitiesV1 with
    {
        Name = "equities_v1_size",
        Features = [.. EquitiesV1.Features, "turnover_20", "log_mktcap"],
    };

    /// <summary>The set of a name.</summary>
    /// <param name="name"><c>equities_v1</c> or <c>equities_v1_size</c>.</param>
    /// <exception cref="TradeMLException">Bad input: no such set.</exception>
    public static FeatureSetConfig Named(string name) => name switch
    {
        "equities_v1" => EquitiesV1,
        "equities_v1_size" => EquitiesV1Size,
        _ => throw new TradeMLException(ErrorKind.BadInput, $"There is no feature set '{name}'.", null, "Use equities_v1 or equities_v1_size."),
    };
}
