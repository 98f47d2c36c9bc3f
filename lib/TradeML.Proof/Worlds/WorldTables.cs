namespace TradeML.Proof.Worlds;

/// <summary>Names of the tables a world may hold.</summary>
internal static class WorldTables
{
    /// <summary>
    /// Daily bars: open, high, low, close, volume, and where a file brings them price_step, volume_step,
    /// total_return_step.
    /// </summary>
    public const string Bars = "bars";

    /// <summary>Minute bars: minute (of the UTC day, part of the key), open, high, low, close, volume.</summary>
    public const string Minutes = "minutes";

    /// <summary>Corporate actions by ex-date: type (part of the key), ratio, amount.</summary>
    public const string Actions = "actions";

    /// <summary>Delistings: the date is the first day without trading; reason.</summary>
    public const string Delistings = "delistings";

    /// <summary>Stays in an index: the date is the first day, end_day the first day no longer.</summary>
    public const string Membership = "membership";

    /// <summary>Sectors by first day: sector, and where known industry, end_day.</summary>
    public const string Sectors = "sectors";

    /// <summary>
    /// Ticker intervals by first day: security (part of the key), end_day, and where known is_common.
    /// </summary>
    public const string Securities = "securities";

    /// <summary>Statements by end of the period: eps, shares.</summary>
    public const string Fundamentals = "fundamentals";

    /// <summary>What vendors stated as market value by day: market_value (USD).</summary>
    public const string MarketValues = "market_values";

    /// <summary>
    /// Earnings by end of the fiscal quarter: report_day, is_actual (0 a plan, 1 a report), and where known hour.
    /// </summary>
    public const string Earnings = "earnings";

    /// <summary>Macro series: the symbol is the series, the date the observation; value.</summary>
    public const string Macro = "macro";
}
