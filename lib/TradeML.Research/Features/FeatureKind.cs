namespace TradeML.Research.Features;

/// <summary>The feature families; each has a kernel class of its own.</summary>
public enum FeatureKind
{
    /// <summary><c>mom_H</c>: log return over H rows.</summary>
    Momentum,

    /// <summary><c>gap_overnight</c>: log of open over the previous close.</summary>
    GapOvernight,

    /// <summary><c>ret_open_to_close</c>: log of close over open.</summary>
    OpenToClose,

    /// <summary><c>drawdown_H</c> or <c>drawdown_expanding</c>: close over the highest close, minus 1.</summary>
    Drawdown,

    /// <summary><c>rvol_H</c>: annualised standard deviation of daily log returns.</summary>
    RealisedVolatility,

    /// <summary><c>rvol_H_zero_mean</c>: the same around zero.</summary>
    ZeroMeanVolatility,

    /// <summary><c>downside_vol_H</c>: annualised root mean square of negative log returns.</summary>
    DownsideVolatility,

    /// <summary><c>adv_H_dollar</c>: mean dollar volume at raw prices.</summary>
    DollarVolume,

    /// <summary><c>log_adv_H</c>: natural log of the mean dollar volume.</summary>
    LogDollarVolume,

    /// <summary><c>adv_H_shares</c>: mean volume, in shares of the date.</summary>
    ShareVolume,

    /// <summary><c>amihud_H_x1e6</c>: mean absolute return per dollar traded, × 10⁶.</summary>
    Amihud,

    /// <summary><c>amihud_H_x1e6_skip_zero_volume</c>: the same over the rows with volume.</summary>
    AmihudSkipZero,

    /// <summary><c>log_amihud_H</c>: natural log of Amihud × 10⁶.</summary>
    LogAmihud,

    /// <summary><c>turnover_H</c>: mean volume over shares outstanding.</summary>
    Turnover,

    /// <summary><c>log_mktcap</c>: natural log of raw close × shares outstanding.</summary>
    LogMarketCap,

    /// <summary><c>dow_sin</c>: sine of the day of the week.</summary>
    DayOfWeekSin,

    /// <summary><c>dow_cos</c>: cosine of the day of the week.</summary>
    DayOfWeekCos,

    /// <summary><c>month_sin</c>: sine of the month of the year.</summary>
    MonthSin,

    /// <summary><c>month_cos</c>: cosine of the month of the year.</summary>
    MonthCos,
}
