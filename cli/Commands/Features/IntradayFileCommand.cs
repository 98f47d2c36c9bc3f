using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Store.Intraday;

namespace TradeML.Cli.Commands.Features;

/// <summary><c>ata features intraday</c>: features of a file of minute bars into a file.</summary>
internal static class IntradayFileCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var bars = new Option<string>(
            "--bars")
        {
            Description =
                "Parquet or CSV with symbol, ts (UTC), high, low, close, volume and perhaps vwap, sorted by symbol "
                    + "and ts", HelpName = "FILE", Required = true
        };
        var output = new Option<string>(
            "--out")
        {
            Description = "Parquet file to write: symbol, ts or date, and a column a feature",
            HelpName = "FILE", Required = true
        };
        var per = new Option<string>("--per")
        {
            Description = "A row a bar (minute) or a session (day)",
            DefaultValueFactory = _ => "minute"
        };
        per.AcceptOnlyFromAmong("minute", "day");
        var threads = Arguments.Between(
            new Option<int?>(
                "--threads")
            {
                Description = "Threads (default: engine.threads); the bytes don't depend on it",
                HelpName = "N"
            }, 1, 1024);
        var command = new Command("intraday",
            "Compute intraday features of a file of minute bars into a file; a file with a fault is refused whole") {
                bars, output, per, threads }.WithExamples(
                    "ata features intraday --bars minutes.parquet --out features.parquet",
                    "ata features intraday --bars minutes.csv --out days.parquet --per day --json");
        AtaContext.SetAction(command, host, (context, parse, token) =>
        {
            var (from, to) = (context.Absolute(parse.GetValue(bars)!), context.Absolute(parse.GetValue(output)!));
            if (from == to)
                throw new TradeMLException(ErrorKind.BadInput, "--bars and --out name the same file.", to,
                    "Name another output file.");
            var run = IntradayFileRun.Run(from, to, parse.GetValue(per) == "day", ExchangeCalendar.Xnys,
                parse.GetValue(threads) ?? context.LoadEngine().EffectiveThreads, host.Clock, token);
            context.Emit(run, console => console.Profile.Out.Writer.WriteLine(
                $"{run.Bars:N0} bars of {run.Symbols:N0} symbols, {run.OutsideSessions:N0} of them outside the "
                    + $"sessions and left out; {run.Rows:N0} rows a {run.Per}, {run.Features.Count} features in "
                    + $"{run.Seconds:0.00} s: {to}"));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
