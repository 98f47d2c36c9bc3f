namespace TradeML.Ops.Reports.Html;

/// <summary>
/// One bar a category around a zero line; values stand at the bars where there is room, at an axis where there is not.
/// </summary>
internal static class BarChart
{
    internal static string Draw(
        IReadOnlyList<(string Label, double Value)> bars, Func<double, string> format, string label)
    {
        const double right = 470, top = 16, bottom = 172;
        var svg = new Svg(480, 200, "half", label);
        var known = bars.Where(b => double.IsFinite(b.Value)).ToList();
        if (known.Count == 0) return svg.ToString();
        var scale = new AxisScale(Math.Min(0, known.Min(b => b.Value)), Math.Max(0, known.Max(b => b.Value)),
            bottom - 12, top, 4);
        var labelled = (right - 10) / bars.Count >= 38;
        var left = labelled ? 10.0 : 52;
        var slot = (right - left) / bars.Count;
        foreach (var tick in labelled ? [] : scale.Ticks())
        {
            svg.Line(left, scale.At(tick), right, scale.At(tick), "grid");
            svg.Text(left - 6, scale.At(tick) + 4, HtmlText.Minus(format(tick)), "end");
        }

        var width = Math.Min(slot * 0.68, 40);
        var every = Math.Max(1, (int)Math.Ceiling(30 / slot));
        var zero = scale.At(0);
        for (var i = 0; i < bars.Count; i++)
        {
            var x = left + (slot * (i + 0.5));
            if (i % every == 0)
                svg.Text(x, bottom + 17,
                    slot < 38 && bars[i].Label.Length == 4 ? "’" + bars[i].Label[2..] : bars[i].Label, "middle");
            if (!double.IsFinite(bars[i].Value)) continue;
            var (y, text) = (scale.At(bars[i].Value), HtmlText.Minus(format(bars[i].Value)));
            svg.Rect(x - (width / 2), Math.Min(zero, y), width, Math.Abs(y - zero), bars[i].Value < 0 ? "down" : "up",
                $"{bars[i].Label}: {text}");
            if (labelled) svg.Text(x, bars[i].Value < 0 ? y + 13 : y - 5, text, "middle", "v");
        }

        svg.Line(left, zero, right, zero, "axis");
        return svg.ToString();
    }
}
