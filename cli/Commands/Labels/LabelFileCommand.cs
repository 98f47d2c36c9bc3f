using System.CommandLine;
using System.Globalization;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Research.Labels;
using TradeML.Store.Labels;

namespace TradeML.Cli.Commands.Labels;

/// <summary><c>ata labels forward</c> and <c>triple-barrier</c>: labels of a file of bars into a file.</summary>
internal static class LabelFileCommand
{
    /// <summary>Builds <c>forward</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Forward(AtaHost host) => Create(
        host, new("forward", "Label a file of bars with forward returns, delisting returns included"), "forward",
        "forward_5d", null, null,
        "ata labels forward --bars bars.parquet --out labels.parquet",
        "ata labels forward --bars bars.csv --delistings delistings.csv --out labels.parquet "
            + "--labels forward_20d --json");

    /// <summary>Builds <c>triple-barrier</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command TripleBarrier(AtaHost host)
    {
        var profit = Arguments.Between(
            new Option<double?>(
                "--profit-take")
            {
                Description =
                    "Upper barrier in multiples of the volatility, 0 for none (default: the set's)", HelpName = "X"
            },
                    0, 100);
        var loss = Arguments.Between(
            new Option<double?>(
                "--stop-loss")
            {
                Description =
                    "Lower barrier in multiples of the volatility, 0 for none (default: the set's)", HelpName = "X"
            },
                    0, 100);
        var command = new Command("triple-barrier",
            "Label a file of bars with what comes first: a profit, a loss or the horizon") { profit, loss };
        return Create(
            host, command, "triple_barrier", "triple_barrier", profit, loss,
            "ata labels triple-barrier --bars bars.parquet --out labels.parquet",
            "ata labels triple-barrier --bars bars.parquet --out labels.parquet --horizon 20 "
                + "--profit-take 2 --stop-loss 1");
    }

    private static Command Create(
        AtaHost host, Command command, string kind, string standard, Option<double?>? profit, Option<double?>? loss,
        params string[] examples)
    {
        var bars = new Option<string>(
            "--bars")
        {
            Description =
                "Parquet or CSV with symbol, date, open, high, low, close, volume, sorted by symbol and date; steps "
                    + "too where there are events", HelpName = "FILE", Required = true
        };
        var output = new Option<string>(
            "--out")
        {
            Description = "Parquet file to write: symbol, date, label, label_end, end", HelpName = "FILE",
            Required = true
        };
        var set = new Option<string>("--labels")
        {
            Description = "Label set, a file of configs/labels",
            HelpName = "SET", DefaultValueFactory = _ => standard
        };
        var horizon = Arguments.Between(
            new Option<int?>("--horizon") { Description = "Sessions ahead (default: the set's)", HelpName = "N" }, 1,
            252);
        var delistings = new Option<string?>(
            "--delistings")
        {
            Description = "CSV with symbol, delist_date, reason and perhaps exchange",
            HelpName = "FILE"
        };
        var threads = Arguments.Between(
            new Option<int?>(
                "--threads")
            {
                Description = "Threads (default: engine.threads); the bytes don't depend on it",
                HelpName = "N"
            }, 1, 1024);
        foreach (var option in new Option[] { bars, output, set, horizon, delistings, threads })
            command.Options.Add(option);
        AtaContext.SetAction(command.WithExamples(examples), host, async (context, parse, token) =>
        {
            var (from, to, name) = (context.Absolute(parse.GetValue(bars)!), context.Absolute(parse.GetValue(output)!),
                parse.GetValue(set)!);
            if (from == to)
                throw new TradeMLException(ErrorKind.BadInput, "--bars and --out name the same file.", to,
                    "Name another output file.");
            var options = Changed(context.LoadConfiguration().LabelSet(name), parse.GetValue(horizon),
                profit is null ? null : parse.GetValue(profit), loss is null ? null : parse.GetValue(loss));
            if (options.Kind != kind)
                throw new TradeMLException(ErrorKind.BadInput,
                    $"The label set '{name}' is of the kind {options.Kind}, not {kind}.", null,
                    $"Name a set of the kind {kind} with --labels; `ata labels list` shows them.");
            var ends = parse.GetValue(delistings) is { } file ? DelistingFile.Load(context.Absolute(file)) : [];
            var run = await LabelFileRun.RunAsync(from, to, name, options, ends,
                parse.GetValue(threads) ?? context.LoadEngine().EffectiveThreads, host.Clock,
                context.LoadSurvivorship(), token);
            context.Emit(run, console =>
            {
                var text = console.Profile.Out.Writer;
                text.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Rows:N0} rows of {run.Symbols:N0} symbols, {run.Labelled:N0} labelled, mean "
                        + $"{run.Mean:0.######}, in {run.Seconds:0.00} s: {to}"));
                text.WriteLine($"A listing that ends: {LabelListCommand.Ends(options)}.");
                var table = Tables.New("end", "#rows");
                foreach (var (end, rows) in run.Ends)
                    table.AddText([end, rows.ToString("N0", CultureInfo.InvariantCulture)]);
                console.Write(table);
                SurvivorshipView.Draw(console, run.Survivorship);
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static LabelSetOptions Changed(LabelSetOptions options, int? horizon, double? profit, double? loss) =>
        options with
        {
            Horizon = horizon ?? options.Horizon,
            Barriers = options.Barriers with
            {
                ProfitTake = profit ?? options.Barriers.ProfitTake,
                StopLoss = loss ?? options.Barriers.StopLoss
            },
        };
}
