using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeML.Ops.Gate;

namespace TradeML.Ops.Reports;

/// <summary>
/// Writes a report as JSON by the contract of SSOT §4.9. Figures are rounded to eight decimals; an unknown one is null.
/// </summary>
internal static class ReportJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    internal static string Write(ReportRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var m = record.Metrics;
            json.WriteStartObject();
            json.WriteNumber("schema_version", 1);
            Day(json, "asof", record.AsOf);
            json.WriteString("model", m.Model);
            json.WriteString("run_id", m.Provenance?.RunId);
            Number(json, "pnl", m.PnlDaily);
            Number(json, "pnl_cumulative", m.PnlCumulative);
            json.WriteString("unit", "fraction of capital, net of costs");
            Number(json, "gross_exposure", m.GrossExposure);
            Number(json, "net_exposure", m.NetExposure);
            Number(json, "turnover", m.Turnover);
            Rows(json, "positions", record.Positions, Position);
            Rows(json, "strategies", record.Strategies, Strategy);
            Risk(json, m.Risk);
            Health(json, m.DataHealth);
            Bars(json, m.GoNoGo);
            ReportJsonResearch.Write(json, m);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    internal static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, Round(value));
        else json.WriteNull(name);
    }

    internal static void Day(Utf8JsonWriter json, string name, DateOnly day) =>
        json.WriteString(name, day.ToString("yyyy-MM-dd"));

    internal static double Round(double value) => Math.Round(value, 8) + 0.0;

    /// <summary>An array with one object a line.</summary>
    internal static void Rows<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            using var line = new MemoryStream();
            using (var inner = new Utf8JsonWriter(line, Options with { Indented = false }))
            {
                inner.WriteStartObject();
                write(inner, row);
                inner.WriteEndObject();
            }

            json.WriteRawValue(line.ToArray(), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void Position(Utf8JsonWriter json, ReportPosition p)
    {
        json.WriteString("symbol", p.Symbol);
        Number(json, "weight", p.Weight);
        json.WriteString("side", p.Side);
        json.WriteString("strategy_tag", p.StrategyTag);
    }

    private static void Strategy(Utf8JsonWriter json, StrategyLine s)
    {
        json.WriteString("strategy_tag", s.StrategyTag);
        Number(json, "sharpe", s.Sharpe);
        Number(json, "annual_return", s.AnnualReturn);
        Number(json, "turnover", s.Turnover);
        Number(json, "contribution", s.Contribution);
    }

    private static void Risk(Utf8JsonWriter json, RiskMetrics r)
    {
        json.WriteStartObject("risk_metrics");
        Number(json, "realised_vol", r.RealisedVolatility);
        Number(json, "max_drawdown", r.MaxDrawdown);
        Number(json, "current_drawdown", r.CurrentDrawdown);
        Number(json, "var_95", r.Var95);
        Number(json, "es_95", r.Es95);
        Number(json, "var_99", r.Var99);
        Number(json, "es_99", r.Es99);
        json.WriteEndObject();
    }

    private static void Health(Utf8JsonWriter json, DataHealth health)
    {
        json.WriteStartObject("data_health");
        Rows(json, "tables", health.Tables, static (w, t) =>
        {
            w.WriteString("table", t.Table);
            w.WriteNumber("expected", t.Expected);
            w.WriteNumber("green", t.Green);
            w.WriteNumber("amber", t.Amber);
            w.WriteNumber("red", t.Red);
            Number(w, "green_share", t.GreenShare);
            Number(w, "threshold", t.Threshold);
        });
        Rows(json, "years", health.Years, static (w, y) =>
        {
            w.WriteString("table", y.Table);
            w.WriteNumber("year", y.Year);
            w.WriteNumber("expected", y.Expected);
            Number(w, "green_share", y.GreenShare);
            Number(w, "amber_share", y.AmberShare);
            Number(w, "red_share", y.RedShare);
        });
        json.WriteStartObject("survivorship");
        if (double.IsNaN(health.Survivorship.Share)) json.WriteString("share", "unknown");
        else Number(json, "share", health.Survivorship.Share);
        json.WriteNumber("delisted", health.Survivorship.Delisted);
        json.WriteNumber("symbols", health.Survivorship.Symbols);
        json.WriteString("note", health.Survivorship.Note);
        var tripwire = health.Survivorship.Tripwire;
        json.WriteString("verdict", tripwire.Word);
        json.WriteString("verdict_note", tripwire.Sentence);
        Number(json, "dead", tripwire.Symbols == 0 ? double.NaN : tripwire.Dead);
        Number(json, "expected_dead", tripwire.ExpectedDead);
        Number(json, "least_expected_dead", tripwire.LeastExpectedDead);
        Number(json, "symbol_years", tripwire.SymbolYears);
        Number(json, "probability", tripwire.Probability);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Bars(Utf8JsonWriter json, GoNoGoVerdict? verdict)
    {
        if (verdict is null)
        {
            json.WriteNull("go_no_go");
            return;
        }

        json.WriteStartObject("go_no_go");
        json.WriteString("verdict", verdict.Word);
        json.WriteNumber("bars_met", verdict.Met);
        json.WriteNumber("bars", verdict.Bars.Count);
        Rows(json, "values", verdict.Bars, static (w, b) =>
        {
            w.WriteString("name", b.Name);
            w.WriteString("label", b.Label);
            Number(w, "value", b.Value);
            w.WriteString("comparison", b.Comparison);
            Number(w, "limit", b.Limit);
            w.WriteString("state", b.State.ToString().ToUpperInvariant());
            w.WriteString("note", b.Note);
        });
        json.WriteEndObject();
    }
}
