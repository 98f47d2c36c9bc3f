namespace TradeML.Ops.Reports.Html;

/// <summary>One bar a category around a zero line, the value written at its end.</summary>
internal static class BarChart
{
    internal static string Draw(IReadOnlyList<(string Label, double Value)> bars, Func<double, string> format, string label)
    {
        const double left = 10, right = 470, top = 22, bottom = 176;
        var svg = new Svg(480, 206, "half", label);
        var known = bars.Where(b => double.IsFinite(b.Value)).ToList();
        if (known.Count == 0) return svg.ToString();
        var (low, high) = (Math.Min(0, known.Min(b => b.Value)), Math.Max(0, known.Max(b => b.Value)));
        if (high - low <= 0) high = low + 1;
        double Y(double value) => bottom - 14 - ((value - low) / (high - low) * (bottom - 14 - top));
        var slot = (right - left) / bars.Count;
        var width = Math.Min(slot * 0.68, 40);
        var every = Math.Max(1, (int)Math.Ceiling(34 / slot));
        for (var i = 0; i < bars.Count; i++)
        {
            var x = left + (slot * (i + 0.5));
            if (i % every == 0) svg.Text(x, bottom + 19, slot < 34 && bars[i].Label.Length == 4 ? "’" + bars[i].Label[2..] : bars[i].Label, "middle");
            var value = bars[i].Value;
            if (!double.IsFinite(value)) continue;
            var text = HtmlText.Minus(format(value));
            svg.Rect(x - (width / 2), Math.Min(Y(0), Y(value)), width, Math.Abs(Y(value) - Y(0)), value < 0 ? "down" : "up", $"{bars[i].Label}: {text}");
            if (slot >= 30) svg.Text(x, value < 0 ? Y(value) + 13 : Y(value) - 5, text, "middle", "v");
        }

        svg.Line(left, Y(0), right, Y(0), "axis");
        return svg.ToString();
    }
}
