using System.Globalization;
using System.Net;
using System.Text;
using TradeML.Ops.Reports.Html;

namespace TradeML.Ops.Reports.Profiles;

/// <summary>
/// One family of features as one SVG picture that stands alone: a panel a feature, the monthly median within its 25–75
/// % and 5–95 % bands, and beneath it the share that is unknown.
/// </summary>
public static class ProfilePicture
{
    private const int PanelWidth = 500, PanelHeight = 190, Columns = 2;
    private const double Left = 58, Right = 488, Top = 30, Bottom = 138, UnknownTop = 146, UnknownBottom = 162;

    private const string Style =
        "<style>text{font:11px "
            + "system-ui,sans-serif;fill:#444}.name{font-weight:600;font-size:12px;fill:#111}.grid{stroke:#e6e6e6}"
            + ".outer{fill:#cfe0f3}"
        + ".inner{fill:#93b9e2}.median{fill:none;stroke:#174a7e;stroke-width:1.2}.unknown{fill:#d9774a}"
        + ".frame{fill:#f4f4f4}</style>";

    /// <summary>Draws the profiles of one family.</summary>
    /// <param name="family">Name of the family, the picture's title.</param>
    /// <param name="profiles">Its features; at least one. One without a known value says so in its panel.</param>
    /// <returns>The text of an SVG file.</returns>
    public static string Draw(string family, IReadOnlyList<FeatureProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var rows = (profiles.Count + Columns - 1) / Columns;
        var (width, height) = (PanelWidth * Math.Min(Columns, profiles.Count), (PanelHeight * rows) + 8);
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} "
                + $"{height}\" role=\"img\">\n"));
        text.Append(CultureInfo.InvariantCulture,
            $"<title>{WebUtility.HtmlEncode(family)}</title>\n{Style}\n<rect width=\"{width}\" "
                + $"height=\"{height}\" fill=\"#fff\"/>\n");
        for (var i = 0; i < profiles.Count; i++)
            text.Append(Panel(profiles[i], i % Columns * PanelWidth, i / Columns * PanelHeight));
        return text.Append("</svg>\n").ToString();
    }

    private static string Panel(FeatureProfile profile, int x, int y)
    {
        var svg = new Svg(PanelWidth, PanelHeight, "panel", profile.Name,
            $" x=\"{x}\" y=\"{y}\" width=\"{PanelWidth}\" height=\"{PanelHeight}\"");
        svg.Text(Left, 18, profile.Name, "start", "name");
        svg.Text(Right, 18, $"{NumberText.Percent(profile.UnknownShare, 1)} unknown", "end");
        var known = profile.Months.Where(m => !double.IsNaN(m.P50)).ToList();
        if (known.Count == 0)
        {
            svg.Text((Left + Right) / 2, (Top + Bottom) / 2, "no value is known", "middle");
            return svg.ToString();
        }

        var (first, last) = (profile.Months[0].Month.DayNumber,
            Math.Max(profile.Months[^1].Month.DayNumber, profile.Months[0].Month.DayNumber + 1));
        double X(DateOnly day) => Left + ((day.DayNumber - first) / (double)(last - first) * (Right - Left));
        var scale = new AxisScale(known.Min(m => m.P5), known.Max(m => m.P95), Bottom, Top, 4);
        foreach (var tick in scale.Ticks())
        {
            svg.Line(Left, scale.At(tick), Right, scale.At(tick), "grid");
            svg.Text(Left - 6, scale.At(tick) + 4, Short(tick), "end");
        }

        foreach (var year in Years(profile.Months))
            svg.Text(X(new DateOnly(year, 1, 1)), PanelHeight - 12, year.ToString(CultureInfo.InvariantCulture),
                "middle");
        svg.Path(Band(known, X, m => scale.At(m.P5), m => scale.At(m.P95)), "outer", close: true);
        svg.Path(Band(known, X, m => scale.At(m.P25), m => scale.At(m.P75)), "inner", close: true);
        svg.Path(known.Select(m => (X(m.Month), scale.At(m.P50))), "median");
        svg.Rect(Left, UnknownTop, Right - Left, UnknownBottom - UnknownTop, "frame");
        svg.Path(
            profile.Months.Select(m => (X(m.Month), UnknownBottom - (m.UnknownShare * (UnknownBottom - UnknownTop))))
                .Prepend((Left, UnknownBottom)).Append((X(profile.Months[^1].Month), UnknownBottom)), "unknown",
                close: true);
        return svg.ToString();
    }

    private static IEnumerable<(double X, double Y)> Band(
        List<ProfilePeriod> months, Func<DateOnly, double> x, Func<ProfilePeriod, double> low,
        Func<ProfilePeriod, double> high) =>
        months.Select(m => (x(m.Month), high(m)))
            .Concat(months.AsEnumerable().Reverse().Select(m => (x(m.Month), low(m))));

    private static IEnumerable<int> Years(IReadOnlyList<ProfilePeriod> months)
    {
        var (first, last) = (months[0].Month.Year + 1, months[^1].Month.Year);
        var step = Math.Max(1, (last - first + 5) / 6);
        for (var year = first; year <= last; year++)
            if (year % step == 0) yield return year;
    }

    private static string Short(double value) => Math.Abs(value) >= 1e4 || (value != 0 && Math.Abs(value) < 1e-3)
        ? value.ToString("0.##e+0", CultureInfo.InvariantCulture)
        : Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
