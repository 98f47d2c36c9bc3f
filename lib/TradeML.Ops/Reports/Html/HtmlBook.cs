using System.Globalization;
using System.Text;
using TradeML.Ops.Runs;
using static TradeML.Ops.Reports.Html.HtmlText;

namespace TradeML.Ops.Reports.Html;

/// <summary>The page's book: strategies, risk, positions, provenance.</summary>
internal static class HtmlBook
{
    private const int Shown = 15;

    internal static void Write(StringBuilder page, ReportRecord record)
    {
        page.Append("<div class=\"pair\">\n");
        Risk(page, record.Metrics.Risk);
        Strategies(page, record.Strategies);
        page.Append("</div>\n");
        Positions(page, record);
        if (record.Metrics.Provenance is { } origin) Provenance(page, origin);
    }

    private static void Risk(StringBuilder page, RiskMetrics r)
    {
        HtmlReport.Open(page, "Risk", "Historical, from the daily net returns to date.");
        HtmlReport.Table(page, ["one day", "#95 %", "#99 %"],
        [
            ["value at risk", Percent(r.Var95), Percent(r.Var99)],
            ["expected shortfall", Percent(r.Es95), Percent(r.Es99)],
        ]);
        HtmlReport.Close(page);
    }

    private static void Strategies(StringBuilder page, IReadOnlyList<StrategyLine> strategies)
    {
        HtmlReport.Open(page, "Strategies", "Net of costs, over the whole backtest.");
        HtmlReport.Table(page, ["strategy", "#Sharpe", "#return a year", "#turnover a year", "#contribution"],
            strategies.Select(s => new[]
        {
            Encode(s.StrategyTag), Ratio(s.Sharpe), Percent(s.AnnualReturn), Ratio(s.Turnover, 1) + " ×",
            Percent(s.Contribution, 1),
        }));
        HtmlReport.Close(page);
    }

    private static void Positions(StringBuilder page, ReportRecord record)
    {
        var longs = record.Positions.Where(p => p.Weight >= 0).ToList();
        var shorts = record.Positions.Where(p => p.Weight < 0).Reverse().ToList();
        HtmlReport.Open(page, "Positions at the close", record.Positions.Count == 0
            ? "No position is held."
            : $"{longs.Count} long, {shorts.Count} short; the largest {Shown} a side are shown, "
                + "all are in report.json.");
        if (record.Positions.Count > 0)
        {
            var widest = record.Positions.Max(p => Math.Abs(p.Weight));
            page.Append("<div class=\"pair\">\n");
            Side(page, longs, widest);
            Side(page, shorts, widest);
            page.Append("</div>\n");
        }

        HtmlReport.Close(page);
    }

    private static void Side(StringBuilder page, List<ReportPosition> positions, double widest)
    {
        page.Append("<div>\n");
        if (positions.Count > 0)
            HtmlReport.Table(page, ["symbol", "side", "strategy", "#weight", ""],
                positions.Take(Shown).Select(p => new[]
            {
                $"<b>{Encode(p.Symbol)}</b>", Encode(p.Side.ToLowerInvariant()), Encode(p.StrategyTag),
                Percent(p.Weight),
                string.Create(CultureInfo.InvariantCulture,
                    $"<span class=\"weight{(p.Weight < 0 ? " s" : "")}\" "
                        + $"style=\"width:{Math.Abs(p.Weight) / widest * 90:0}px\"></span>"),
            }));
        page.Append("</div>\n");
    }

    private static void Provenance(StringBuilder page, Provenance p)
    {
        HtmlReport.Open(page, "Provenance", "The same inputs, configuration, seed and code give the same bytes.");
        HtmlReport.Table(page, ["", ""],
        [
            ["run", $"<code class=\"hash\">{Encode(p.RunId)}</code>"],
            ["configuration", $"<code class=\"hash\">{Encode(p.ConfigHash)}</code>"],
            ["snapshot of the curated files", $"<code class=\"hash\">{Encode(p.Snapshot)}</code>"],
            ["seed", p.Seed.ToString(CultureInfo.InvariantCulture)],
            ["code", $"<code class=\"hash\">{Encode(p.CodeVersion)}</code>"],
            ["window", $"{NumberText.Day(p.WindowStart)} to {NumberText.Day(p.WindowEnd)}"],
            ["panel", $"{NumberText.Count(p.Symbols)} symbols, {NumberText.Count(p.Rows)} rows"],
        ]);
        HtmlReport.Close(page);
    }
}
