using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Ops.Gate;

namespace TradeML.Ops.Tests.Reports;

public sealed partial class DailyReportTests
{
    [TestCase("asof", JsonValueKind.String)]
    [TestCase("pnl", JsonValueKind.Number)]
    [TestCase("pnl_cumulative", JsonValueKind.Number)]
    [TestCase("gross_exposure", JsonValueKind.Number)]
    [TestCase("net_exposure", JsonValueKind.Number)]
    [TestCase("turnover", JsonValueKind.Number)]
    [TestCase("positions", JsonValueKind.Array)]
    [TestCase("positions.0.symbol", JsonValueKind.String)]
    [TestCase("positions.0.weight", JsonValueKind.Number)]
    [TestCase("positions.0.side", JsonValueKind.String)]
    [TestCase("positions.0.strategy_tag", JsonValueKind.String)]
    [TestCase("strategies.0.sharpe", JsonValueKind.Number)]
    [TestCase("strategies.0.turnover", JsonValueKind.Number)]
    [TestCase("strategies.0.contribution", JsonValueKind.Number)]
    [TestCase("risk_metrics.realised_vol", JsonValueKind.Number)]
    [TestCase("risk_metrics.max_drawdown", JsonValueKind.Number)]
    [TestCase("risk_metrics.var_95", JsonValueKind.Number)]
    [TestCase("risk_metrics.es_95", JsonValueKind.Number)]
    [TestCase("data_health.tables.0.green", JsonValueKind.Number)]
    [TestCase("data_health.tables.0.amber", JsonValueKind.Number)]
    [TestCase("data_health.tables.0.red", JsonValueKind.Number)]
    [TestCase("data_health.survivorship.share", JsonValueKind.String)] // "unknown": the sample has no membership list
    [TestCase("data_health.survivorship.note", JsonValueKind.String)]
    public void Json_HasEveryFieldOfTheContract(string path, JsonValueKind kind)
    {
        using var json = JsonDocument.Parse(SampleReport.Emit().Json);
        Assert.That(At(json.RootElement, path).ValueKind, Is.EqualTo(kind));
    }

    [Test]
    public void Json_HasEveryNameOfTheTablesContract()
    {
        using var json = JsonDocument.Parse(SampleReport.Emit().Json);
        var names = json.RootElement.EnumerateObject().Select(p => p.Name).ToHashSet();
        Assert.That(ContractCatalog.LoadEmbedded()["reports/daily"].Columns.Select(c => c.Name), Is.SubsetOf(names));
    }

    [Test]
    public void Json_UnknownFigure_IsNullNeverZero()
    {
        var metrics = SampleReport.Metrics() with { PnlDaily = double.NaN, Turnover = double.PositiveInfinity };
        using var json = JsonDocument.Parse(SampleReport.Emit(metrics).Json);
        Assert.That(At(json.RootElement, "pnl").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(At(json.RootElement, "turnover").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Markdown_EveryFigure_StandsInTheJson()
    {
        var report = SampleReport.Emit();
        using var json = JsonDocument.Parse(report.Json);
        var numbers = new List<double>();
        var texts = new List<string>();
        Collect(json.RootElement, numbers, texts);
        var said = string.Join('\n', texts);
        var foreign = Figure().Matches(report.Markdown).Select(m => m.Value)
            .Where(figure => !said.Contains(figure, StringComparison.Ordinal) && !numbers.Any(n => Shows(figure, n)))
            .ToList();
        Assert.That(Figure().Count(report.Markdown), Is.GreaterThan(100));
        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void Markdown_FigureThatTheJsonLacks_IsFoundByThatTest() =>
        Assert.That(Shows("12.35", 0.1236), Is.False, "12.36 % is what 0.1236 shows as");

    [Test]
    public void Html_RefersToNothingOutside()
    {
        var html = SampleReport.Emit().Html;
        foreach (var forbidden in new[] { "http:", "https:", "//", "<script", "<link", "<img", "@import", "url(",
            "src=", "href=" })
            Assert.That(html, Does.Not.Contain(forbidden));
    }

    [Test]
    public void Html_ShowsVerdictBarsPathsAndSurvivorship()
    {
        var html = SampleReport.Emit().Html;
        Assert.That(html,
            Does.Contain("NO‑GO").And.Contain("Sharpe ratio by path").And.Contain("Survivorship").And.Contain(
                "prefers-color-scheme: dark"));
        foreach (var bar in SampleReport.Metrics().GoNoGo!.Bars) Assert.That(html, Does.Contain(bar.Label));
    }

    [Test]
    public void Emit_ImplausiblyFewDead_WarnsInAllThreeForms()
    {
        var report = SampleReport.Emit();
        const string Finding =
            "12 of 444 names stopped trading between 2005-01-03 and 2021-04-20, where 244 would be "
                + "expected at 4.9 % a year";
        using var json = JsonDocument.Parse(report.Json);
        var survivorship = At(json.RootElement, "data_health.survivorship");
        Assert.That(survivorship.GetProperty("verdict").GetString(), Is.EqualTo("IMPLAUSIBLE"));
        Assert.That(survivorship.GetProperty("verdict_note").GetString(), Does.StartWith(Finding));
        Assert.That(survivorship.GetProperty("expected_dead").GetDouble(), Is.EqualTo(244).Within(0.5));
        Assert.That(report.Markdown,
            Does.Contain("**Warning: survivors only.** " + Finding).And.Contain("**Dead names: IMPLAUSIBLE.**"));
        Assert.That(report.Html, Does.Contain("Survivors only.").And.Contain(Finding));
    }

    [Test]
    public void Emit_DeadNotCounted_SaysUnknownAndDoesNotWarn()
    {
        var metrics = SampleReport.Metrics();
        var health = metrics.DataHealth with { Survivorship = metrics.DataHealth.Survivorship with { Verdict = null } };
        var report = SampleReport.Emit(metrics with { DataHealth = health });
        Assert.That(report.Markdown, Does.Contain("**Dead names: UNKNOWN.**").And.Not.Contain("survivors only"));
        Assert.That(report.Html, Does.Not.Contain("Survivors only."));
    }

    [Test]
    public void Html_NamesFromOutside_AreEncoded()
    {
        var metrics = SampleReport.Metrics() with { Model = "<b>&\"x" };
        Assert.That(SampleReport.Emit(metrics).Html, Does.Contain("&lt;b&gt;&amp;&quot;x").And.Not.Contain("<b>&\"x"));
    }

    [Test]
    public void Emit_SameArguments_SameBytes()
    {
        var first = SampleReport.Emit();
        var second = SampleReport.Emit();
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Emit_NothingKnownButTheBook_StillRendersAllThree()
    {
        var metrics = SampleReport.Metrics() with
        {
            GoNoGo = null,
            Validation = null,
            Costs = null,
            Provenance = null,
            Curve = [],
            Deciles = [],
            Trials = [],
            Features = []
        };
        var report = TradeML.Ops.Reports.DailyReport.Emit(SampleReport.AsOf, [], [], metrics);
        Assert.That(report.Markdown, Does.Contain("No position is held."));
        Assert.That(report.Html, Does.Contain("No position is held.").And.Not.Contain("NaN"));
    }

    [Test]
    public void Html_UnknownBar_IsShownAsUnknownWithItsReason()
    {
        var verdict = GoNoGo.Evaluate(new(1.2, 0.1, 0.3, 0.99, double.NaN, 1, PboReason: "one trial only"),
            new GoNoGoLimits());
        var html = SampleReport.Emit(SampleReport.Metrics() with { GoNoGo = verdict }).Html;
        Assert.That(html, Does.Contain("pill unknown").And.Contain("one trial only"));
    }

    private static JsonElement At(JsonElement node, string path)
    {
        foreach (var key in path.Split('.'))
            node = int.TryParse(key, out var index) ? node[index] : node.GetProperty(key);
        return node;
    }

    private static void Collect(JsonElement node, List<double> numbers, List<string> texts)
    {
        if (node.ValueKind == JsonValueKind.Number) numbers.Add(node.GetDouble());
        else if (node.ValueKind == JsonValueKind.String) texts.Add(node.GetString()!);
        else if (node.ValueKind == JsonValueKind.Array)
            foreach (var item in node.EnumerateArray()) Collect(item, numbers, texts);
        else if (node.ValueKind == JsonValueKind.Object)
            foreach (var item in node.EnumerateObject()) Collect(item.Value, numbers, texts);
    }

    /// <summary>
    /// Whether a printed figure is a number of the JSON: as it is or as percent, rounded to the printed decimals.
    /// </summary>
    private static bool Shows(string figure, double number)
    {
        var decimals = figure.Contains('.') ? figure.Length - figure.IndexOf('.') - 1 : 0;
        var printed = double.Parse(figure, NumberStyles.Number, CultureInfo.InvariantCulture);
        return new[] { 1.0,
            100.0 }.Any(scale => Math.Abs((number * scale) - printed) <= (0.5 * Math.Pow(10, -decimals)) + 1e-6);
    }

    [GeneratedRegex(@"(?<![\w.-])-?\d[\d,]*(\.\d+)?(?![\w-])")]
    private static partial Regex Figure();
}
