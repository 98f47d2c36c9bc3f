using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Store.Features;

namespace TradeML.Cli.Commands.Features;

/// <summary><c>ata features equities</c>: daily features from a file of bars into a file.</summary>
internal static class FeatureFileCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var bars = new Option<string>(
            "--bars")
        {
            Description =
                "Parquet or CSV with symbol, date, open, high, low, close, volume, sorted by symbol and date",
            HelpName = "FILE", Required = true
        };
        var output = new Option<string>(
            "--out")
        {
            Description = "Parquet file to write: symbol, date and a column a feature", HelpName = "FILE",
            Required = true
        };
        var set = new Option<string>("--features")
        {
            Description = "Feature set, a file of configs/features",
            HelpName = "SET", DefaultValueFactory = _ => "equities_v1"
        };
        var threads = Arguments.Between(
            new Option<int?>(
                "--threads")
            {
                Description = "Threads (default: engine.threads); the bytes don't depend on it",
                HelpName = "N"
            }, 1, 1024);
        var command = new Command("equities",
            "Compute daily features of a file of bars into a file; a file with a fault is refused whole") { bars,
                output, set, threads }.WithExamples(
                    "ata features equities --bars bars.parquet --out features.parquet",
                    "ata features equities --bars bars.csv --out features.parquet --features "
                        + "equities_v1 --threads 1 --json");
        AtaContext.SetAction(command, host, (context, parse, token) =>
        {
            var (from, to) = (context.Absolute(parse.GetValue(bars)!), context.Absolute(parse.GetValue(output)!));
            if (from == to)
                throw new TradeMLException(ErrorKind.BadInput, "--bars and --out name the same file.", to,
                    "Name another output file.");
            var run = FeatureFileRun.Run(from, to, context.LoadFeatureSet(parse.GetValue(set)!),
                parse.GetValue(threads) ?? context.LoadEngine().EffectiveThreads, host.Clock,
                context.LoadSurvivorship(), token);
            context.Emit(run, console =>
            {
                console.Profile.Out.Writer.WriteLine(
                    $"{run.Rows:N0} rows of {run.Symbols:N0} symbols on {run.Sessions:N0} sessions, "
                        + $"{run.Features.Count} features in {run.Seconds:0.00} s: {to}");
                foreach (var (feature, input) in run.Missing)
                    console.Profile.Out.Writer.WriteLine($"{feature} is unknown everywhere: the bars have no {input}.");
                SurvivorshipView.Draw(console, run.Survivorship);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
