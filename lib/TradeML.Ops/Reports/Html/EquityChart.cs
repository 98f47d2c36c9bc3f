namespace TradeML.Ops.Reports.Html;

/// <summary>Growth of one unit of capital, net and gross, with the drawdown of the net curve beneath.</summary>
internal static class EquityChart
{
    private const double Left = 50, Right = 1010, Top = 10, Middle = 230, Gap = 24, Bottom = 326;

    internal static string Draw(IReadOnlyList<CurvePoint> curve)
    {
        var svg = new Svg(1020, 350, "wide", "Equity curve and drawdown");
        var (first, last) = (curve[0].Date.DayNumber, Math.Max(curve[^1].Date.DayNumber, curve[0].Date.DayNumber + 1));
        double X(DateOnly day) => Left + ((day.DayNumber - first) / (double)(last - first) * (Right - Left));
        var growth = new AxisScale(
            Math.Min(1, curve.Min(c => Math.Min(c.Net, c.Gross))),
            Math.Max(1, curve.Max(c => Math.Max(c.Net, c.Gross))), Middle, Top);
        var fall = new AxisScale(Math.Min(curve.Min(c => c.Drawdown), -0.01), 0, Bottom, Middle + Gap, 2);

        foreach (var tick in growth.Ticks())
        {
            svg.Line(Left, growth.At(tick), Right, growth.At(tick), Math.Abs(tick - 1) < 1e-9 ? "axis" : "grid");
            svg.Text(Left - 8, growth.At(tick) + 4, NumberText.Ratio(tick, Math.Max(1, growth.Decimals)), "end");
        }

        foreach (var tick in fall.Ticks())
        {
            svg.Line(Left, fall.At(tick), Right, fall.At(tick), tick > -1e-9 ? "axis" : "grid");
            svg.Text(Left - 8, fall.At(tick) + 4,
                HtmlText.Minus(NumberText.Percent(tick, Math.Max(0, fall.Decimals - 2))), "end");
        }

        foreach (var (day, label) in TimeTicks(curve[0].Date, curve[^1].Date))
        {
            svg.Line(X(day), Top, X(day), Bottom, "grid");
            svg.Text(X(day), Bottom + 18, label, X(day) > Right - 20 ? "end" : "middle");
        }

        svg.Path(curve.Select(c => (X(c.Date), growth.At(c.Gross))), "gross");
        svg.Path(curve.Select(c => (X(c.Date), growth.At(c.Net))), "net");
        svg.Path(
            curve.Select(c => (X(c.Date), fall.At(c.Drawdown))).Prepend((Left, fall.At(0)))
                .Append((X(curve[^1].Date), fall.At(0))), "under", close: true);
        return svg.ToString();
    }

    private static IEnumerable<(DateOnly Day, string Label)> TimeTicks(DateOnly first, DateOnly last)
    {
        var years = last.Year - first.Year;
        if (years >= 2)
        {
            var step = years <= 12 ? 1 : years <= 24 ? 2 : 5;
            for (var year = first.Year + 1; year <= last.Year; year++)
                if (year % step == 0) yield return (new DateOnly(year, 1, 1), year.ToString());
            yield break;
        }

        var months = (years * 12) + last.Month - first.Month;
        var every = months <= 8 ? 1 : 3;
        for (var day = new DateOnly(first.Year, first.Month, 1).AddMonths(1); day <= last; day = day.AddMonths(1))
            if ((day.Month - 1) % every == 0) yield return (day, $"{day.Year}-{day.Month:00}");
    }
}
