using System.Globalization;
using Spectre.Console;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Cli.Rendering;

/// <summary>How gates, bars and a run's figures look on a terminal.</summary>
internal static class ModelViews
{
    /// <summary>Draws what the GREEN gate found.</summary>
    /// <param name="console">Where.</param>
    /// <param name="verdict">The verdict.</param>
    public static void DrawGate(IAnsiConsole console, GateVerdict verdict)
    {
        console.WriteLine(
            $"GREEN gate of {verdict.Model}, {Day(verdict.WindowStart)} to {Day(verdict.WindowEnd.AddDays(-1))}, "
                + $"{verdict.Symbols.Count:N0} symbols: {(verdict.Pass ? "open" : "closed")}");
        var table = Tables.New("table", "#expected", "#GREEN share", "#needed", "", "lacks most");
        foreach (var d in verdict.Dependencies)
            table.AddRow(
                new Text(d.Table), new Text($"{d.Expected:N0}"), new Text(Share(d.GreenShare)),
                new Text(Share(d.Threshold)), Mark(d.Pass),
                new Text(string.Join(", ", d.Worst.Take(3).Select(w => $"{w.Symbol} {w.NotGreen}"))));
        console.Write(table);
    }

    /// <summary>Draws go/no-go bars.</summary>
    /// <param name="console">Where.</param>
    /// <param name="verdict">The verdict.</param>
    public static void DrawBars(IAnsiConsole console, GoNoGoVerdict verdict)
    {
        var table = Tables.New("go/no-go bar", "#value", "", "#limit", "");
        foreach (var bar in verdict.Bars)
            table.AddRow(
                new Text(bar.Label), new Text(Number(bar.Value)), new Text(bar.Comparison), new Text(Number(bar.Limit)),
                bar.State == BarState.Unknown
                    ? new Text("unknown", new Style(Color.Yellow))
                    : Mark(bar.State == BarState.Pass));
        console.Write(table);
        foreach (var bar in verdict.Bars.Where(b => b.State == BarState.Unknown))
            console.WriteLine($"  {bar.Label} is unknown: {bar.Note}");
        console.Write(
            new Text($"Verdict: {verdict.Word}, {verdict.Met} of {verdict.Bars.Count} bars met\n",
                new Style(verdict.Go ? Color.Green : Color.Yellow, decoration: Decoration.Bold)));
    }

    /// <summary>Draws the figures of a run and of every configuration that was tried.</summary>
    /// <param name="console">Where.</param>
    /// <param name="metrics">The figures.</param>
    public static void DrawMetrics(IAnsiConsole console, RunMetrics metrics)
    {
        var table = Tables.New("configuration", "#rank IC", "#t", "#Sharpe", "#path Sharpe min", "#median", "#max",
            "#drawdown", "#turnover/y");
        foreach (var v in metrics.Trials)
            table.AddText([
                v.Name + (v.Name == metrics.Validation.Trial ? " *" : ""),
                v.RankIcMean.ToString("0.0000", CultureInfo.InvariantCulture), Number(v.RankIcTStat), Number(v.Sharpe),
                Number(v.PathSharpe.Min()), Number(v.MedianPathSharpe), Number(v.PathSharpe.Max()),
                Share(v.MaxDrawdown), v.AnnualTurnover.ToString("0.0", CultureInfo.InvariantCulture)]);
        console.Write(table);
        console.WriteLine($"  * reported: {metrics.Validation.SelectionRule}");
        SurvivorshipView.Draw(console, metrics.Survivorship);
    }

    /// <summary>A share as percent, rounded down: what lacks a little never reads as whole.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Share(double share) =>
        double.IsNaN(share)
            ? "unknown"
            : (Math.Floor(share * 10000) / 10000).ToString("0.00 %", CultureInfo.InvariantCulture);

    /// <summary>A number with two decimals.</summary>
    /// <param name="value">NaN is unknown.</param>
    public static string Number(double value) =>
        double.IsNaN(value) ? "unknown" : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static Text Mark(bool pass) =>
        pass ? new Text("met", new Style(Color.Green)) : new Text("not met", new Style(Color.Red));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
