using TradeML.Core.Errors;

namespace TradeML.Research.Features;

/// <summary>A feature by family and window.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Window">Rows of the window; 0 for families without one and for the expanding drawdown.</param>
public readonly record struct FeatureSpec(FeatureKind Kind, int Window)
{
    private static readonly (string Head, string Tail, FeatureKind Kind, int Least)[] Windowed =
    [
        ("mom_", "", FeatureKind.Momentum, 1), ("drawdown_", "", FeatureKind.Drawdown, 1), ("rvol_", "", FeatureKind.RealisedVolatility, 2),
        ("rvol_", "_zero_mean", FeatureKind.ZeroMeanVolatility, 1), ("downside_vol_", "", FeatureKind.DownsideVolatility, 1),
        ("adv_", "_dollar", FeatureKind.DollarVolume, 1), ("log_adv_", "", FeatureKind.LogDollarVolume, 1),
        ("adv_", "_shares", FeatureKind.ShareVolume, 1), ("amihud_", "_x1e6", FeatureKind.Amihud, 1),
        ("amihud_", "_x1e6_skip_zero_volume", FeatureKind.AmihudSkipZero, 1), ("log_amihud_", "", FeatureKind.LogAmihud, 1),
        ("turnover_", "", FeatureKind.Turnover, 1),
    ];

    /// <summary>Whether the feature is the same for all symbols of a day and so never standardised.</summary>
    public bool IsCalendar => Kind is FeatureKind.DayOfWeekSin or FeatureKind.DayOfWeekCos or FeatureKind.MonthSin or FeatureKind.MonthCos;

    /// <summary>Whether the feature needs shares outstanding.</summary>
    public bool NeedsShares => Kind is FeatureKind.Turnover or FeatureKind.LogMarketCap;

    /// <summary>Reads a feature name, with or without the prefix <c>feat_</c>.</summary>
    /// <param name="name">For example <c>mom_20</c>, <c>drawdown_expanding</c>, <c>adv_20_dollar</c>; H is 1 to 5000 rows.</param>
    /// <exception cref="TradeMLException">Bad input: no such feature.</exception>
    public static FeatureSpec Parse(string name)
    {
        var text = name.StartsWith("feat_", StringComparison.Ordinal) ? name[5..] : name;
        FeatureKind? plain = text switch
        {
            "gap_overnight" => FeatureKind.GapOvernight,
            "ret_open_to_close" => FeatureKind.OpenToClose,
            "drawdown_expanding" => FeatureKind.Drawdown,
            "log_mktcap" => FeatureKind.LogMarketCap,
            "dow_sin" => FeatureKind.DayOfWeekSin,
            "dow_cos" => FeatureKind.DayOfWeekCos,
            "month_sin" => FeatureKind.MonthSin,
            "month_cos" => FeatureKind.MonthCos,
            _ => null,
        };
        if (plain is not null) return new(plain.Value, 0);
        foreach (var (head, tail, kind, least) in Windowed)
        {
            if (text.Length <= head.Length + tail.Length || !text.StartsWith(head, StringComparison.Ordinal) || !text.EndsWith(tail, StringComparison.Ordinal)) continue;
            var digits = text.AsSpan(head.Length, text.Length - head.Length - tail.Length);
            if (int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var window) && window >= least && window <= 5000) return new(kind, window);
        }

        throw new TradeMLException(
            ErrorKind.BadInput, $"There is no feature '{name}'.", null,
            "Features: mom_H, gap_overnight, ret_open_to_close, drawdown_H, drawdown_expanding, rvol_H, rvol_H_zero_mean, downside_vol_H, adv_H_dollar, "
            + "log_adv_H, adv_H_shares, amihud_H_x1e6, amihud_H_x1e6_skip_zero_volume, log_amihud_H, turnover_H, log_mktcap, dow_sin, dow_cos, month_sin, month_cos.");
    }
}
