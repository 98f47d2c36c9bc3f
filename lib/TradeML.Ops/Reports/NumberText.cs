using System.Globalization;

namespace TradeML.Ops.Reports;

/// <summary>Figures as people read them; an unknown one is a dash.</summary>
internal static class NumberText
{
    internal const string Unknown = "–";

    internal static string Percent(double fraction, int decimals = 2) =>
        double.IsFinite(fraction) ? Fixed(fraction * 100, decimals) + " %" : Unknown;

    internal static string Ratio(double value, int decimals = 2) =>
        double.IsFinite(value) ? Fixed(value, decimals) : Unknown;

    internal static string BasisPoints(double fraction, int decimals = 1) =>
        double.IsFinite(fraction) ? Fixed(fraction * 1e4, decimals) + " bp" : Unknown;

    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The value of a bar in the bar's own unit: percent for shares, plain for ratios.</summary>
    internal static string Bar(string name, double value) => name switch
    {
        "max_drawdown" or "pbo" or "dsr_probability" => Percent(value, 1),
        _ => Ratio(value),
    };

    private static string Fixed(double value, int decimals)
    {
        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0 ? text[1..] : text;
    }
}
