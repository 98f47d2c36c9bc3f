using System.Text;
using TradeML.Core.Universe;
using TradeML.Ops.Gate;
using static TradeML.Ops.Reports.Html.HtmlText;

namespace TradeML.Ops.Reports.Html;

/// <summary>Renders a report as one page with its style and pictures inside: no script, no request.</summary>
internal static class HtmlReport
{
    internal static string Write(ReportRecord record)
    {
        var m = record.Metrics;
        var page = new StringBuilder();
        page.Append(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                + "content=\"width=device-width, initial-scale=1\">\n");
        page.Append(
            $"<title>{Encode(m.Model)} · {NumberText.Day(record.AsOf)} · "
                + $"TradeML</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n<main>\n");
        Header(page, record);
        if (m.DataHealth.Survivorship.Tripwire is { State: SurvivorshipState.Implausible } tripped)
            page.Append(
                $"<section class=\"survivorship\"><p><b>Survivors only.</b> "
                    + $"{Encode(tripped.Sentence)}</p></section>\n");
        Tiles(page, m);
        if (m.GoNoGo is { } verdict) Bars(page, verdict);
        HtmlResearch.Write(page, m);
        HtmlHealth.Write(page, m.DataHealth);
        HtmlBook.Write(page, record);
        page.Append(
            "<footer>Made by TradeML. The same figures are in <code>report.json</code> and "
                + "<code>report.md</code> beside this page. ")
            .Append(
                "Returns, exposures and turnover are fractions of capital; research results are out of sample and "
                    + "net of costs. Not investment advice.</footer>\n");
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    internal static void Open(StringBuilder page, string title, string? lead = null, string cssClass = "")
    {
        page.Append(cssClass.Length == 0 ? "<section>\n" : $"<section class=\"{cssClass}\">\n")
            .Append($"<h2>{Encode(title)}</h2>\n");
        page.Append(lead is null ? "" : $"<p class=\"lead\">{Encode(lead)}</p>\n");
    }

    internal static void Close(StringBuilder page) => page.Append("</section>\n");

    /// <summary>A table; headings that start with '#' are right-aligned columns of figures. Cells are HTML.</summary>
    internal static void Table(StringBuilder page, string[] heads, IEnumerable<string[]> rows)
    {
        static string Side(string head) => head.StartsWith('#') ? " class=\"n\"" : "";
        page.Append("<div class=\"scroll\"><table>\n<tr>")
            .AppendJoin("", heads.Select(h => $"<th{Side(h)}>{Encode(h.TrimStart('#'))}</th>")).Append("</tr>\n");
        foreach (var row in rows)
            page.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{Side(heads[i])}>{cell}</td>"))
                .Append("</tr>\n");
        page.Append("</table></div>\n");
    }

    private static void Header(StringBuilder page, ReportRecord record)
    {
        page.Append(
            $"<header><div><p class=\"kicker\">TradeML daily report</p><h1>{Encode(record.Metrics.Model)} · "
                + $"{NumberText.Day(record.AsOf)}</h1></div>\n");
        if (record.Metrics.GoNoGo is { } verdict)
            page.Append($"<div class=\"badge {(verdict.Go ? "go" : "nogo")}\">{(verdict.Go ? "GO" : "NO‑GO")}</div>\n");
        page.Append("</header>\n");
    }

    private static void Tiles(StringBuilder page, ReportMetrics m)
    {
        page.Append("<section class=\"tiles\">\n");
        if (m.Validation is { } v)
        {
            Tile(page, "Sharpe, out of sample", Ratio(v.MeanPathSharpe), $"median path {Ratio(v.MedianPathSharpe)}");
            Tile(page, "Rank IC", Ratio(v.RankIcMean, 4),
                $"t = {Ratio(v.RankIcTStat, 1)}, {NumberText.Count(v.RankIcDays)} days");
        }

        Tile(page, "Maximum drawdown", Percent(m.Risk.MaxDrawdown, 1), $"now {Percent(m.Risk.CurrentDrawdown, 1)}");
        Tile(page, "Net return, cumulative", Percent(m.PnlCumulative, 1), $"this day {Percent(m.PnlDaily)}");
        Tile(page, "Volatility, annual", Percent(m.Risk.RealisedVolatility, 1), "last 60 sessions");
        if (m.Validation is { } d) Tile(page, "DSR probability", Percent(d.DsrProbability, 1), $"{d.Trials} trials");
        Tile(page, "Gross exposure", Percent(m.GrossExposure, 0), $"net {Percent(m.NetExposure, 1)}");
        Tile(page, "Turnover of the day", Percent(m.Turnover, 1),
            m.Costs is { } c ? $"costs {Percent(c.AnnualCost, 1)} a year" : "");
        page.Append("</section>\n");
    }

    private static void Tile(StringBuilder page, string label, string value, string small) =>
        page.Append(
            $"<div class=\"tile\"><span>{Encode(label)}</span><b>{Encode(value)}</b><small>{Encode(small)}"
                + "</small></div>\n");

    private static void Bars(StringBuilder page, GoNoGoVerdict verdict)
    {
        Open(page, "Go / no-go",
            $"{verdict.Met} of {verdict.Bars.Count} bars met. Every bar must be met, out of sample and net of "
                + "costs; an unknown one is not.");
        Table(page, ["bar", "#value", "#needed", "state", "note"], verdict.Bars.Select(b => new[]
        {
            Encode(b.Label), $"<b>{Minus(NumberText.Bar(b.Name, b.Value))}</b>",
            $"{Encode(b.Comparison)} {Minus(NumberText.Bar(b.Name, b.Limit))}",
            $"<span class=\"pill "
                + $"{b.State.ToString().ToLowerInvariant()}\">{b.State.ToString().ToLowerInvariant()}</span>",
            $"<span class=\"note\">{Encode(b.Note)}</span>",
        }));
        Close(page);
    }

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
