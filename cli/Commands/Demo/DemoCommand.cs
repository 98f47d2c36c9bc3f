using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;

namespace TradeML.Cli.Commands.Demo;

/// <summary><c>ata demo</c>: the whole way on an embedded simulated market.</summary>
internal static class DemoCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary =
        "The whole way on a simulated market: vendor, queue, lake, audit, curation, features, CPCV, gate, backtest, "
            + "report. No keys, no network";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the simulated market",
            DefaultValueFactory = _ => 7
        };
        var symbols = new Option<int>("--symbols")
        {
            Description = "Symbols of the simulated market",
            DefaultValueFactory = _ => 120
        };
        var command = new Command("demo", Summary)
        {
            seed, symbols,
        }.WithExamples(
            "ata demo                      # about a minute; a second run only does what is missing",
            "ata demo --seed 11 --lake /tmp/demo-lake");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var demo = new DemoRun(context, parse.GetValue(seed), parse.GetValue(symbols));
            var result = await demo.RunAsync(token);
            context.Emit(result, console => Draw(console, result));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, DemoResult result)
    {
        var steps = Tables.New("step", "what it did");
        foreach (var step in result.Steps) steps.AddText([step.Name, step.Said]);
        steps.Columns[1].NoWrap = false;
        console.Write(steps);
        var metrics = result.Run.Metrics;
        var paths = metrics.Validation.PathSharpe.Order().Select(ModelViews.Number);
        var table = Tables.New("figure", "value");
        table.AddText(["symbols", $"{metrics.Provenance.Symbols:N0}"]);
        table.AddText(["rows", $"{metrics.Provenance.Rows:N0}"]);
        table.AddText(["GREEN share", ModelViews.Share(result.GreenShare)]);
        table.AddText(
            ["rank IC",
                string.Create(CultureInfo.InvariantCulture,
                    $"{metrics.Validation.RankIcMean:0.0000} (t = {metrics.Validation.RankIcTStat:0.0})")]);
        table.AddText(["CPCV path Sharpe", string.Join("  ", paths)]);
        table.AddText(["Sharpe, mean path", ModelViews.Number(metrics.Figures.Sharpe)]);
        table.AddText(["max drawdown", ModelViews.Share(metrics.Figures.MaxDrawdown)]);
        table.AddText(
            ["DSR",
                string.Create(CultureInfo.InvariantCulture,
                    $"{metrics.Figures.DeflatedSharpe:0.00} deflated, probability "
                        + $"{metrics.Figures.DsrProbability:0.000}, {metrics.Figures.Trials} trials")]);
        table.AddText(["PBO", ModelViews.Share(metrics.Figures.Pbo)]);
        console.Write(table);
        ModelViews.DrawBars(console, result.Verdict);
        SurvivorshipView.Draw(console, metrics.Survivorship);
        console.WriteLine(result.Promotion);
        console.WriteLine($"Report: {result.Report.Html}");
        console.WriteLine($"The lake stays at {result.Lake}; look around with `ata lake tables --lake {result.Lake}`.");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It took {result.Seconds:0.0} s."));
    }
}
