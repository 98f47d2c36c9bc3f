using TradeML.Data.Settings;

namespace TradeML.Data.Quality.Rules;

/// <summary>What holds of one bar by itself, whatever its length.</summary>
internal static class BarRules
{
    /// <summary>What breaks the bar, or null: such a row is not passed on.</summary>
    public static string? Integrity(
        double open, double high, double low, double close, double volume, QcThresholds limits)
    {
        foreach (var price in (ReadOnlySpan<double>)[open, high, low, close])
            if (!(price > 0 && price >= limits.MinPrice && price <= limits.MaxPrice)) return QcCodes.BadValue;
        if (!(volume >= 0 && volume <= limits.MaxVolume)) return QcCodes.BadValue;
        var slack = 1 + limits.OhlcTolerance;
        return low <= Math.Min(open, close) * slack && high * slack >= Math.Max(open, close)
            ? null
            : QcCodes.OhlcInconsistent;
    }

    /// <summary>Whether the high or the low lies farther from both open and close than the limit.</summary>
    public static bool IsBadRange(double open, double high, double low, double close, QcThresholds limits) =>
        high > Math.Max(open, close) * (1 + limits.RangeLimit) || low * (1 + limits.RangeLimit) < Math.Min(open, close);

    /// <summary>Whether the close moved beyond the limit.</summary>
    public static bool IsJump(double close, double before, QcThresholds limits) =>
        Math.Abs(Math.Log(close / before)) > limits.JumpLimit;
}
