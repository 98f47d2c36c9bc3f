using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Universe;
using TradeML.Ops.Runs;
using TradeML.Research.Validation;

namespace TradeML.Cli.Commands;

/// <summary><c>ata backtest</c>: the backtest that a run stored of its out-of-fold scores.</summary>
internal static class BacktestCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "The backtest of a run's out-of-fold scores, net of spread, fee, impact and borrow";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var model = ModelArgument.New();
        var runId = ModelArgument.Run();
        var asOf = Arguments.Day("--as-of", "Last day (default: the run's last)");
        var command = new Command("backtest", Summary) { model, runId, asOf }
            .WithExamples("ata backtest equities_xs", "ata backtest equities_xs --as-of 2019-12-31 --json");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var family = configuration.Family(parse.GetValue(model)!);
            using var lake = context.OpenLake(configuration, readOnly: true);
            var book = await context.WithProgressAsync("Backtest", _ => Task.Run(
                () => RunBook.Read(lake, family.Name, parse.GetValue(runId), parse.GetValue(asOf)), token));
            var years = ByYear(book);
            context.Emit(
                new
                {
                    book.Run.RunId, book.AsOf, book.DataChanged, years, positions = book.Positions,
                    survivorship = book.Run.Metrics.Survivorship ?? SurvivorshipVerdict.NotCounted
                }, console =>
            {
                console.WriteLine(
                    $"Run {book.Run.RunId}, up to {book.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
                if (book.DataChanged) console.WriteLine("The curated data have changed since the run was trained.");
                var table = Tables.New("year", "#net", "#gross", "#costs", "#Sharpe", "#max drawdown", "#turnover",
                    "#gross exposure");
                foreach (var y in years)
                    table.AddText(
                        [y.Year, Percent(y.Net), Percent(y.Gross), Percent(y.Costs), y.Sharpe.ToString("0.00"),
                            Percent(y.MaxDrawdown), y.Turnover.ToString("0.0"), y.GrossExposure.ToString("0.00")]);
                console.Write(table);
                SurvivorshipView.Draw(console, book.Run.Metrics.Survivorship);
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<YearLine> ByYear(RunBook book)
    {
        var years = book.Dates.Select((d, i) => (d.Year, i)).GroupBy(p => p.Year, p => p.i)
            .Select(g => Line(g.Key.ToString(CultureInfo.InvariantCulture), book, [.. g])).ToList();
        years.Add(Line("all", book, [.. Enumerable.Range(0, book.Dates.Length)]));
        return years;
    }

    private static YearLine Line(string name, RunBook book, int[] rows)
    {
        double[] Of(double[] values) => Array.ConvertAll(rows, i => values[i]);
        var net = Of(book.NetReturns);
        return new YearLine(
            name, net.Sum(), Of(book.GrossReturns).Sum(), Of(book.Costs).Sum(), SharpeRatio.Annualised(net),
            Drawdown.Of(net).Maximum,
            Of(book.Turnover).Average() * 252, Of(book.GrossExposure).Average());
    }

    private static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);

    private sealed record YearLine(
        string Year, double Net, double Gross, double Costs, double Sharpe, double MaxDrawdown, double Turnover,
        double GrossExposure);
}
