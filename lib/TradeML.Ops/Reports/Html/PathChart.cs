namespace TradeML.Ops.Reports.Html;

/// <summary>The Sharpe ratio of every CPCV path as a dot, with their median and the bar that is demanded.</summary>
internal static class PathChart
{
    internal static string Draw(IReadOnlyList<double> paths, double median, double limit)
    {
        const double left = 44, right = 450, row = 24;
        var bottom = 26 + (row * paths.Count);
        var known = paths.Where(double.IsFinite).ToList();
        var svg = new Svg(480, (int)bottom + 26, "half", "Sharpe ratio of every cross-validation path");
        if (known.Count == 0) return svg.ToString();
        var high = double.IsFinite(limit) ? Math.Max(known.Max(), limit) : known.Max();
        var scale = new AxisScale(Math.Min(0, known.Min()), Math.Max(0.1, high * 1.02), left, right);
        foreach (var tick in scale.Ticks())
        {
            svg.Line(scale.At(tick), 22, scale.At(tick), bottom, Math.Abs(tick) < 1e-9 ? "axis" : "grid");
            svg.Text(scale.At(tick), bottom + 17, HtmlText.Minus(NumberText.Ratio(tick, scale.Decimals)), "middle");
        }

        // The labels look away from each other: median and bar are often close.
        var medianIsLower = !(median > limit);
        Mark(svg, scale, median, bottom, "median", "median " + HtmlText.Minus(NumberText.Ratio(median)),
            medianIsLower ? "end" : "start");
        Mark(svg, scale, limit, bottom, "limit", "bar " + NumberText.Ratio(limit), medianIsLower ? "start" : "end");
        for (var i = 0; i < paths.Count; i++)
        {
            var y = 26 + (row * i) + (row / 2);
            svg.Text(left - 12, y + 4, ReportMarkdown.PathName(i), "end");
            if (!double.IsFinite(paths[i])) continue;
            var value = HtmlText.Minus(NumberText.Ratio(paths[i]));
            svg.Line(scale.At(0), y, scale.At(paths[i]), y, "stem");
            svg.Dot(scale.At(paths[i]), y, 5.5, "dot", $"path {ReportMarkdown.PathName(i)}: {value}");
            svg.Text(scale.At(paths[i]) + (paths[i] < 0 ? -10 : 10), y + 4, value, paths[i] < 0 ? "end" : "start", "v");
        }

        return svg.ToString();
    }

    private static void Mark(
        Svg svg, AxisScale scale, double value, double bottom, string cssClass, string label, string anchor)
    {
        if (!double.IsFinite(value)) return;
        svg.Line(scale.At(value), 16, scale.At(value), bottom, cssClass);
        svg.Text(scale.At(value) + (anchor == "end" ? -4 : 4), 13, label, anchor);
    }
}
