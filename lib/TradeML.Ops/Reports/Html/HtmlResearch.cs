using System.Globalization;
using System.Text;
using TradeML.Ops.Runs;
using static TradeML.Ops.Reports.Html.HtmlText;

namespace TradeML.Ops.Reports.Html;

/// <summary>The page's research half: equity curve, paths, IC, deciles, costs.</summary>
internal static class HtmlResearch
{
    internal static void Write(StringBuilder page, ReportMetrics m)
    {
        if (m.Curve.Count > 1) Curve(page, m);
        if (m.Validation is { } v)
        {
            page.Append("<div class=\"pair\">\n");
            Paths(page, v, m.GoNoGo?.Bars.FirstOrDefault(b => b.Name == "sharpe")?.Limit ?? double.NaN);
            Ic(page, v);
            page.Append("</div>\n");
        }

        Pair(page, m.Deciles.Count > 0 ? () => Deciles(page, m) : null, m.Costs is { } c ? () => Costs(page, c) : null);
        Pair(page, m.Trials.Count > 0 ? () => Trials(page, m) : null,
            m.Features.Count > 0 ? () => Features(page, m.Features) : null);
    }

    private static void Pair(StringBuilder page, Action? left, Action? right)
    {
        if (left is null && right is null) return;
        page.Append("<div class=\"pair\">\n");
        left?.Invoke();
        right?.Invoke();
        page.Append("</div>\n");
    }

    private static void Trials(StringBuilder page, ReportMetrics m)
    {
        HtmlReport.Open(page, "Configurations tried",
            "Out of sample, net of costs, on the mean path. The reported one is bold.");
        HtmlReport.Table(page, ["configuration", "#Sharpe", "#median path", "#drawdown", "#turnover", "#rank IC"],
            m.Trials.Select(t => new[]
        {
            t.Name == m.Validation?.Trial ? $"<b>{Encode(t.Name)}</b>" : Encode(t.Name), Ratio(t.Sharpe),
            Ratio(t.MedianPathSharpe), Percent(t.MaxDrawdown, 1),
            Ratio(t.AnnualTurnover, 1) + " ×", Ratio(t.RankIcMean, 4),
        }));
        HtmlReport.Close(page);
    }

    private static void Features(StringBuilder page, IReadOnlyList<FeatureGain> features)
    {
        const int shown = 8;
        HtmlReport.Open(page, "Features by gain", features.Count > shown
            ? $"Share of the trees' total gain, averaged over the splits; the first {shown} of {features.Count}, "
                + "all are in report.json."
            : "Share of the trees' total gain, averaged over the splits.");
        var widest = Math.Max(features[0].Share, 1e-9);
        HtmlReport.Table(page, ["feature", "#share", ""], features.Take(shown).Select(f => new[]
        {
            $"<code>{Encode(f.Feature)}</code>", Percent(f.Share, 1),
            string.Create(CultureInfo.InvariantCulture,
                $"<span class=\"weight\" style=\"width:{f.Share / widest * 150:0}px\"></span>"),
        }));
        HtmlReport.Close(page);
    }

    private static void Curve(StringBuilder page, ReportMetrics m)
    {
        HtmlReport.Open(page, "Growth of one unit of capital, and drawdown",
            "Backtest of the out-of-sample scores averaged over the cross-validation paths. No score was made by a "
                + "model that had seen its day.");
        page.Append(
            "<p class=\"key\"><span><i style=\"background:var(--main)\"></i>net of costs</span><span><i "
                + "style=\"background:var(--second)\"></i>before costs</span>")
            .Append(
                "<span><i style=\"background:var(--bad);opacity:.4;height:8px\"></i>drawdown, "
                    + "net</span></p>\n<div class=\"scroll\">")
            .Append(EquityChart.Draw(m.Curve)).Append("</div>\n");
        HtmlReport.Close(page);
    }

    private static void Paths(StringBuilder page, ValidationSummary v, double limit)
    {
        HtmlReport.Open(page, "Sharpe ratio by path",
            $"Each path is a full history stitched from different test blocks. Trial {v.Trial}, one of {v.Trials} "
                + $"trials. {v.SelectionRule}");
        page.Append("<div class=\"scroll\">").Append(PathChart.Draw(v.PathSharpe, v.MedianPathSharpe, limit))
            .Append("</div>\n");
        page.Append(
            $"<p class=\"note\">Deflated Sharpe {Ratio(v.DeflatedSharpe)}: luck alone would be expected to reach "
                + $"{Ratio(v.ExpectedMaxSharpe)} in that many trials. ")
            .Append($"PBO {Percent(v.Pbo, 1)}{(v.PboReason is null ? "" : $" ({Encode(v.PboReason)})")}.</p>\n");
        HtmlReport.Close(page);
    }

    private static void Ic(StringBuilder page, ValidationSummary v)
    {
        HtmlReport.Open(page, "Rank IC by year",
            $"Mean daily Spearman correlation of score and {v.HorizonSessions}-session forward return. All years: "
                + $"{Ratio(v.RankIcMean, 4)}, t = {Ratio(v.RankIcTStat)}.");
        page.Append("<div class=\"scroll\">")
            .Append(
                BarChart.Draw([.. v.IcByYear.Select(y => (y.Year.ToString(), y.Mean))], x => NumberText.Ratio(x, 3),
                    "Rank IC by year")).Append("</div>\n");
        HtmlReport.Close(page);
    }

    private static void Deciles(StringBuilder page, ReportMetrics m)
    {
        HtmlReport.Open(page, "Forward return by score decile",
            $"Mean {m.Validation?.HorizonSessions}-session forward return less the day's mean, in basis points "
                + "before costs; 1 is the lowest score.");
        page.Append("<div class=\"scroll\">")
            .Append(
                BarChart.Draw([.. m.Deciles.Select(d => (d.Decile.ToString(), d.MeanReturn))],
                    x => NumberText.Ratio(x * 1e4, 1), "Forward return by score decile"))
            .Append("</div>\n");
        HtmlReport.Close(page);
    }

    private static void Costs(StringBuilder page, CostSummary c)
    {
        HtmlReport.Open(page, "Costs", c.Model);
        HtmlReport.Table(page, ["a year, fraction of capital", "#value"],
        [
            ["return before costs", Percent(c.AnnualGross)],
            ["costs", Percent(c.AnnualCost)],
            ["return after costs", $"<b>{Percent(c.AnnualNet)}</b>"],
            ["cost of what is traded", Minus(NumberText.Ratio(c.CostPerTradeBps, 1)) + " bp"],
        ]);
        HtmlReport.Close(page);
    }
}
