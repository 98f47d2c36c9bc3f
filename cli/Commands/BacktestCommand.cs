using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Universe;
using TradeML.Ops.Training;
using TradeML.Research.Validation;

namespace TradeML.Cli.Commands;

/// <summary><c>ata backtest</c>: trades a run's out-of-fold scores again, without training.</summary>
internal static class BacktestCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var model = ModelArgument.New();
        var runId = ModelArgument.Run();
        var asOf = Arguments.Day("--as-of", "Last day (default: the run's last)");
        var command = new Command("backtest", "Backtest the out-of-fold scores of a run, net of spread, fee, impact and borrow") { model, runId, asOf }
            .WithExamples("ata backtest equities_xs", "ata backtest equities_xs --as-of 2019-12-31 --json");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: true);
            var replay = await context.WithProgressAsync("Backtest", _ => Task.Run(
                () => RunReplay.Run(lake, configuration.EquitiesXs, parse.GetValue(model)!, parse.GetValue(runId), parse.GetValue(asOf), token), token));
            var years = ByYear(replay);
            context.Emit(new { replay.Run.RunId, replay.AsOf, replay.DataChanged, years, positions = replay.Backtest.LastPositions, survivorship = replay.Run.Metrics.Survivorship ?? SurvivorshipVerdict.NotCounted }, console =>
            {
                console.WriteLine($"Run {replay.Run.RunId}, up to {replay.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
                if (replay.DataChanged) console.WriteLine("The curated data have changed since the run was trained.");
                var table = Tables.New("year", "#net", "#gross", "#costs", "#Sharpe", "#max drawdown", "#turnover", "#gross exposure");
                foreach (var y in years)
                    table.AddText([y.Year, Percent(y.Net), Percent(y.Gross), Percent(y.Costs), y.Sharpe.ToString("0.00"), Percent(y.MaxDrawdown), y.Turnover.ToString("0.0"), y.GrossExposure.ToString("0.00")]);
                console.Write(table);
                SurvivorshipView.Draw(console, replay.Run.Metrics.Survivorship);
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<YearLine> ByYear(ReplayResult replay)
    {
        var day = replay.Backtest;
        var years = day.Dates.Select((d, i) => (d.Year, i)).GroupBy(p => p.Year, p => p.i)
            .Select(g => Line(g.Key.ToString(CultureInfo.InvariantCulture), day, [.. g])).ToList();
        years.Add(Line("all", day, [.. Enumerable.Range(0, day.Dates.Length)]));
        return years;
    }

    private static YearLine Line(string name, Research.Backtest.BacktestResult day, int[] rows)
    {
        double[] Of(double[] values) => Array.ConvertAll(rows, i => values[i]);
        var net = Of(day.NetReturns);
        return new YearLine(
            name, net.Sum(), Of(day.GrossReturns).Sum(), Of(day.Costs).Sum(), SharpeRatio.Annualised(net), Drawdown.Of(net).Maximum,
            Of(day.Turnover).Average() * 252, Of(day.GrossExposure).Average());
    }

    private static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);

    private sealed record YearLine(
        string Year, double Net, double Gross, double Costs, double Sharpe, double MaxDrawdown, double Turnover, double GrossExposure);
}
