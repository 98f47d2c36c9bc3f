using System.Text.Json;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Reports;

/// <summary>The research half of the report's JSON: validation, deciles, costs, curve, provenance.</summary>
internal static class ReportJsonResearch
{
    internal static void Write(Utf8JsonWriter json, ReportMetrics m)
    {
        Validation(json, m.Validation);
        ReportJson.Rows(json, "deciles", m.Deciles, static (w, d) =>
        {
            w.WriteNumber("decile", d.Decile);
            ReportJson.Number(w, "mean_return", d.MeanReturn);
            w.WriteNumber("rows", d.Rows);
        });
        Costs(json, m.Costs);
        ReportJson.Rows(json, "trials", m.Trials, static (w, t) =>
        {
            w.WriteString("config", t.Name);
            ReportJson.Number(w, "sharpe", t.Sharpe);
            ReportJson.Number(w, "median_path_sharpe", t.MedianPathSharpe);
            ReportJson.Number(w, "max_drawdown", t.MaxDrawdown);
            ReportJson.Number(w, "turnover", t.AnnualTurnover);
            ReportJson.Number(w, "rank_ic", t.RankIcMean);
            w.WriteString("config_hash", t.ConfigHash);
        });
        ReportJson.Rows(json, "features", m.Features, static (w, f) =>
        {
            w.WriteString("feature", f.Feature);
            ReportJson.Number(w, "gain_share", f.Share);
        });
        ReportJson.Rows(json, "curve", m.Curve, static (w, c) =>
        {
            ReportJson.Day(w, "date", c.Date);
            ReportJson.Number(w, "net", c.Net);
            ReportJson.Number(w, "gross", c.Gross);
            ReportJson.Number(w, "drawdown", c.Drawdown);
        });
        Origin(json, m.Provenance);
    }

    private static void Validation(Utf8JsonWriter json, ValidationSummary? v)
    {
        if (v is null)
        {
            json.WriteNull("validation");
            return;
        }

        json.WriteStartObject("validation");
        json.WriteString("variant", v.Trial);
        json.WriteString("selection_rule", v.SelectionRule);
        json.WriteNumber("trials", v.Trials);
        json.WriteNumber("horizon_sessions", v.HorizonSessions);
        json.WriteStartObject("sharpe");
        ReportJson.Number(json, "mean_path", v.MeanPathSharpe);
        ReportJson.Number(json, "median", v.MedianPathSharpe);
        ReportJson.Number(json, "min", v.PathSharpe.Count == 0 ? double.NaN : v.PathSharpe.Min());
        ReportJson.Number(json, "max", v.PathSharpe.Count == 0 ? double.NaN : v.PathSharpe.Max());
        json.WriteNumber("path_count", v.PathSharpe.Count);
        json.WriteStartArray("paths");
        foreach (var path in v.PathSharpe)
            if (double.IsFinite(path)) json.WriteNumberValue(ReportJson.Round(path));
            else json.WriteNullValue();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("rank_ic");
        ReportJson.Number(json, "mean", v.RankIcMean);
        ReportJson.Number(json, "t_stat", v.RankIcTStat);
        json.WriteNumber("days", v.RankIcDays);
        ReportJson.Rows(json, "by_year", v.IcByYear, static (w, y) =>
        {
            w.WriteNumber("year", y.Year);
            ReportJson.Number(w, "mean", y.Mean);
            ReportJson.Number(w, "t_stat", y.TStat);
            w.WriteNumber("days", y.Days);
        });
        json.WriteEndObject();
        json.WriteStartObject("multiplicity");
        ReportJson.Number(json, "deflated_sharpe", v.DeflatedSharpe);
        ReportJson.Number(json, "expected_max_sharpe", v.ExpectedMaxSharpe);
        ReportJson.Number(json, "dsr_probability", v.DsrProbability);
        ReportJson.Number(json, "pbo", v.Pbo);
        json.WriteString("pbo_reason", v.PboReason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Costs(Utf8JsonWriter json, CostSummary? c)
    {
        if (c is null)
        {
            json.WriteNull("costs");
            return;
        }

        json.WriteStartObject("costs");
        ReportJson.Number(json, "annual_gross", c.AnnualGross);
        ReportJson.Number(json, "annual_cost", c.AnnualCost);
        ReportJson.Number(json, "annual_net", c.AnnualNet);
        ReportJson.Number(json, "cost_per_trade_bps", c.CostPerTradeBps);
        json.WriteString("model", c.Model);
        json.WriteEndObject();
    }

    private static void Origin(Utf8JsonWriter json, Provenance? p)
    {
        if (p is null)
        {
            json.WriteNull("provenance");
            return;
        }

        json.WriteStartObject("provenance");
        json.WriteString("run_id", p.RunId);
        json.WriteString("config_hash", p.ConfigHash);
        json.WriteString("snapshot", p.Snapshot);
        json.WriteNumber("seed", p.Seed);
        json.WriteString("code_version", p.CodeVersion);
        ReportJson.Day(json, "window_start", p.WindowStart);
        ReportJson.Day(json, "window_end", p.WindowEnd);
        json.WriteNumber("symbols", p.Symbols);
        json.WriteNumber("rows", p.Rows);
        json.WriteEndObject();
    }
}
