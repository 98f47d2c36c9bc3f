using System.Text;
using TradeML.Core.Universe;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Reports;

/// <summary>Renders a report as Markdown. Every figure in it is a figure of the JSON, rounded for reading.</summary>
internal static class ReportMarkdown
{
    internal static string Write(ReportRecord record)
    {
        var m = record.Metrics;
        var text = new StringBuilder();
        Line(text, $"# {m.Model}: daily report, {NumberText.Day(record.AsOf)}");
        if (m.GoNoGo is { } verdict) Verdict(text, verdict);
        if (m.DataHealth.Survivorship.Tripwire is { State: SurvivorshipState.Implausible } tripped)
            Line(text, $"**Warning: survivors only.** {tripped.Sentence}\n");
        Section(text, "Book");
        Table(text, ["figure", "value"],
        [
            ["net return of the day", NumberText.Percent(m.PnlDaily)],
            ["net return, cumulative", NumberText.Percent(m.PnlCumulative)],
            ["gross exposure", NumberText.Percent(m.GrossExposure, 1)],
            ["net exposure", NumberText.Percent(m.NetExposure, 1)],
            ["turnover of the day", NumberText.Percent(m.Turnover, 1)],
        ]);
        Section(text, "Strategies");
        Table(text, ["strategy", "Sharpe", "return a year", "turnover a year", "contribution"],
            record.Strategies.Select(s => new[]
        {
            s.StrategyTag, NumberText.Ratio(s.Sharpe), NumberText.Percent(s.AnnualReturn),
            NumberText.Ratio(s.Turnover, 1), NumberText.Percent(s.Contribution),
        }));
        Risk(text, m.Risk);
        if (m.Validation is { } v) Validation(text, v);
        Trials(text, m);
        if (m.Costs is { } c) Costs(text, c);
        Health(text, m.DataHealth);
        Section(text, "Positions");
        if (record.Positions.Count == 0) Line(text, "No position is held.\n");
        else
            Table(text, ["symbol", "weight", "side", "strategy"],
                record.Positions.Select(p => new[] { p.Symbol, NumberText.Percent(p.Weight), p.Side, p.StrategyTag }));
        if (m.Provenance is { } origin) Origin(text, origin);
        return text.ToString();
    }

    private static void Verdict(StringBuilder text, GoNoGoVerdict verdict)
    {
        Line(text, $"**{verdict.Word}**: {verdict.Met} of {verdict.Bars.Count} bars met.\n");
        Table(text, ["bar", "value", "limit", "state", "note"], verdict.Bars.Select(b => new[]
        {
            b.Label, NumberText.Bar(b.Name, b.Value), $"{b.Comparison} {NumberText.Bar(b.Name, b.Limit)}",
            b.State.ToString().ToLowerInvariant(), b.Note ?? "",
        }));
    }

    private static void Risk(StringBuilder text, RiskMetrics r)
    {
        Section(text, "Risk");
        Table(text, ["figure", "value"],
        [
            ["realised volatility, annual", NumberText.Percent(r.RealisedVolatility)],
            ["maximum drawdown to date", NumberText.Percent(r.MaxDrawdown)],
            ["current drawdown", NumberText.Percent(r.CurrentDrawdown)],
            ["value at risk, one day in twenty", NumberText.Percent(r.Var95)],
            ["expected shortfall, one day in twenty", NumberText.Percent(r.Es95)],
            ["value at risk, one day in a hundred", NumberText.Percent(r.Var99)],
            ["expected shortfall, one day in a hundred", NumberText.Percent(r.Es99)],
        ]);
    }

    private static void Validation(StringBuilder text, ValidationSummary v)
    {
        Section(text, "Validation");
        Line(text, $"Trial `{v.Trial}` of {v.Trials} trials. {v.SelectionRule}\n");
        Table(text, ["path", "Sharpe"], v.PathSharpe.Select((s, i) => new[] { PathName(i), NumberText.Ratio(s) })
            .Append(["median", NumberText.Ratio(v.MedianPathSharpe)])
            .Append(["mean path", NumberText.Ratio(v.MeanPathSharpe)]));
        Line(text,
            $"Rank IC {NumberText.Ratio(v.RankIcMean, 4)}, t = {NumberText.Ratio(v.RankIcTStat)} over "
                + $"{NumberText.Count(v.RankIcDays)} days. "
            + $"Deflated Sharpe {NumberText.Ratio(v.DeflatedSharpe)} (expected maximum by luck "
            + $"{NumberText.Ratio(v.ExpectedMaxSharpe)}), "
            + $"DSR probability {NumberText.Percent(v.DsrProbability, 1)}, PBO "
            + $"{NumberText.Percent(v.Pbo, 1)}{(v.PboReason is null ? "" : $" ({v.PboReason})")}.\n");
        Table(text, ["year", "rank IC", "t", "days"], v.IcByYear.Select(y => new[]
        {
            y.Year.ToString(), NumberText.Ratio(y.Mean, 4), NumberText.Ratio(y.TStat), NumberText.Count(y.Days),
        }));
    }

    private static void Trials(StringBuilder text, ReportMetrics m)
    {
        if (m.Trials.Count > 0)
        {
            Section(text, "Configurations tried");
            Table(text, ["configuration", "Sharpe", "median path", "maximum drawdown", "turnover a year", "rank IC"],
                m.Trials.Select(t => new[]
            {
                t.Name, NumberText.Ratio(t.Sharpe), NumberText.Ratio(t.MedianPathSharpe),
                NumberText.Percent(t.MaxDrawdown, 1),
                NumberText.Ratio(t.AnnualTurnover, 1), NumberText.Ratio(t.RankIcMean, 4),
            }));
        }

        if (m.Features.Count == 0) return;
        Section(text, "Features by gain");
        Table(text, ["feature", "share of gain"],
            m.Features.Select(f => new[] { $"`{f.Feature}`", NumberText.Percent(f.Share, 1) }));
    }

    private static void Costs(StringBuilder text, CostSummary c)
    {
        Section(text, "Costs");
        Line(text,
            $"{NumberText.Percent(c.AnnualGross)} a year before costs, {NumberText.Percent(c.AnnualCost)} costs, "
                + $"{NumberText.Percent(c.AnnualNet)} after; "
            + $"{NumberText.Ratio(c.CostPerTradeBps, 1)} bp of what is traded. {c.Model}\n");
    }

    private static void Health(StringBuilder text, DataHealth health)
    {
        Section(text, "Data health");
        Table(text, ["table", "expected", "green", "amber", "red", "green share", "needed"],
            health.Tables.Select(t => new[]
        {
            $"`{t.Table}`", NumberText.Count(t.Expected), NumberText.Count(t.Green), NumberText.Count(t.Amber),
            NumberText.Count(t.Red),
            NumberText.Percent(t.GreenShare), NumberText.Percent(t.Threshold),
        }));
        var s = health.Survivorship;
        var share = double.IsNaN(s.Share) ? "unknown" : NumberText.Percent(s.Share, 1);
        Line(text,
            $"**Survivorship.** Share of point-in-time members covered: {share}; {s.Delisted} of {s.Symbols} "
                + $"symbols stopped trading. {s.Note}\n");
        Line(text, $"**Dead names: {s.Tripwire.Word}.** {s.Tripwire.Sentence}\n");
    }

    private static void Origin(StringBuilder text, Provenance p)
    {
        Section(text, "Provenance");
        Table(text, ["what", "value"],
        [
            ["run", $"`{p.RunId}`"], ["configuration", $"`{p.ConfigHash}`"], ["snapshot", $"`{p.Snapshot}`"],
            ["seed", p.Seed.ToString()],
            ["code", $"`{p.CodeVersion}`"],
            ["window", $"{NumberText.Day(p.WindowStart)} to {NumberText.Day(p.WindowEnd)}"],
            ["panel", $"{NumberText.Count(p.Symbols)} symbols, {NumberText.Count(p.Rows)} rows"],
        ]);
    }

    /// <summary>Paths are lettered, so that no ordinal looks like a figure.</summary>
    internal static string PathName(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : $"{(char)('A' + (index / 26) - 1)}{(char)('A' + (index % 26))}";

    private static void Section(StringBuilder text, string title) => Line(text, $"## {title}\n");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n").Append('|')
            .Append(string.Concat(head.Select(_ => "---|"))).Append('\n');
        foreach (var row in rows)
            text.Append("| ").AppendJoin(" | ", row.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))
                .Append(" |\n");
        text.Append('\n');
    }
}
