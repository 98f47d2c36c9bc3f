using System.CommandLine;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;

namespace TradeML.Cli.Commands;

/// <summary><c>ata import bars</c>: the user's own prices as vendor <c>file</c>.</summary>
internal static class ImportBarsCommand
{
    private static readonly string[] Parts = ["date", "ts", "symbol", "open", "high", "low", "close", "volume", "vwap"];

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "CSV or Parquet files, folders of them, or patterns such as 'data/*.csv'",
            Arity = ArgumentArity.OneOrMore,
        };
        var freq = new Option<string>("--freq")
        {
            Description = "1d, or 1m: then column ts holds the minute's start with its time zone",
            DefaultValueFactory = _ => "1d",
        };
        freq.AcceptOnlyFromAmong("1d", "1m");
        var symbol = new Option<string?>("--symbol")
        {
            Description = "The symbol of a file without such a column; else its name, such as AAPL.csv, says it",
            HelpName = "TICKER",
        };
        var map = new Option<string[]>("--map")
        {
            Description = "Which column is what, where its name does not say it: close=Last",
            HelpName = "PART=COLUMN",
        };
        var dry = new Option<bool>("--dry-run")
        {
            Description = "Check the files and say what was understood; write nothing",
        };
        var bars = new Command("bars", "Import bars, unadjusted; a file with a fault is refused whole")
        {
            paths, freq, symbol, map, dry,
        }.WithExamples(
            "ata import bars prices.csv", "ata import bars downloads/ --dry-run      # one file a symbol: AAPL.csv",
            "ata import bars AAPL.csv --map close=Last",
            "ata import bars minutes.parquet --freq 1m --lake /mnt/ssd/lake");
        AtaContext.SetAction(bars, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var options = new BarFileOptions
            {
                Minutes = parse.GetValue(freq) == "1m",
                Symbol = parse.GetValue(symbol),
                Columns = Columns(parse.GetValue(map) ?? []),
            };
            var files = BarPaths.Of(parse.GetValue(paths)!.Select(context.Absolute));
            if (options.Symbol is not null && files.Count > 1)
                throw new TradeMLException(
                    ErrorKind.BadInput, $"--symbol names one symbol, and there are {files.Count} files.", null,
                    "Name each file after its symbol, or import them one by one.");
            // All are checked before the lake is opened: a fault in one leaves no part of them, and no empty lake.
            var understood = await context.WithProgressAsync(
                "Check", line => Task.FromResult(Check(files, options, line, token)));
            if (parse.GetValue(dry))
            {
                context.Emit(understood, console =>
                {
                    foreach (var file in understood)
                        console.Profile.Out.Writer.WriteLine(
                            $"{file.Name}: {file.Rows:N0} rows of {Symbols(file.Symbols)}, {file.First:yyyy-MM-dd} to "
                                + $"{file.Last:yyyy-MM-dd}; {file.Understood}");
                    console.Profile.Out.Writer.WriteLine("Nothing was written.");
                });
                return ExitCodes.Done;
            }

            using var lake = context.OpenLake(configuration, create: true);
            var done = new List<ImportSummary>();
            await context.WithProgressAsync("Import", async line =>
            {
                foreach (var path in files)
                {
                    using var file = BarFile.Load(path, options);
                    done.Add(await FileImport.BarsAsync(lake, file, ExchangeCalendar.Xnys, configuration.Backfill.Qc,
                        host.Clock, new InlineProgress<int>(symbols => line.Report(
                            files.Count == 1 ? symbols : done.Count, files.Count == 1 ? 0 : files.Count,
                            files.Count == 1 ? "symbols" : "files")), token));
                }

                return done.Count;
            });
            var summary = new ImportSummary(
                done.Sum(d => d.Rows), AllSymbols(understood).Count, done.Sum(d => d.Written),
                done.Sum(d => d.Quarantined), done.Sum(d => d.Outside));
            context.Emit(summary, console =>
            {
                var from = files.Count > 1 ? $" in {files.Count:N0} files" : "";
                var outside = summary.Outside > 0
                    ? $", {summary.Outside:N0} outside the regular session left out"
                    : "";
                console.Profile.Out.Writer.WriteLine(
                    $"{summary.Rows:N0} rows of {summary.Symbols:N0} symbols{from} read: {summary.Written:N0} new or "
                        + $"changed, {summary.Quarantined:N0} quarantined (qc/quarantine){outside}.");
                console.Profile.Out.Writer.WriteLine(
                    "Next: ata node init --source file, then ata audit gaps and ata curate run");
            });
            return ExitCodes.Done;
        });
        return bars;
    }

    private static List<Seen> Check(
        IReadOnlyList<string> files, BarFileOptions options, ProgressLine line, CancellationToken token)
    {
        var seen = new List<Seen>();
        var spans = new Dictionary<string, List<(DateOnly First, DateOnly Last, string File)>>();
        foreach (var path in files)
        {
            token.ThrowIfCancellationRequested();
            using var file = BarFile.Load(path, options);
            var name = Path.GetFileName(path);
            var held = file.Spans();
            foreach (var (symbol, first, last) in held)
            {
                if (!spans.TryGetValue(symbol, out var before)) spans[symbol] = before = [];
                foreach (var other in before)
                    if (other.First <= last && first <= other.Last)
                        throw new TradeMLException(
                            ErrorKind.BadInput, $"{symbol} stands in {other.File} and in {name}, over the same days.",
                            $"{name}, column symbol", "Import one of them; nothing was imported.");
                before.Add((first, last, name));
            }

            seen.Add(new(
                name, file.Rows, file.Symbols, held.Min(s => s.First), held.Max(s => s.Last), file.Understood));
            if (files.Count > 1) line.Report(seen.Count, files.Count, "files");
        }

        return seen;
    }

    private static Dictionary<string, string> Columns(string[] maps)
    {
        var columns = new Dictionary<string, string>();
        foreach (var map in maps)
        {
            var at = map.IndexOf('=', StringComparison.Ordinal);
            var part = at < 0 ? map : map[..at].Trim().ToLowerInvariant();
            if (at < 0 || !Parts.Contains(part) || !columns.TryAdd(part, map[(at + 1)..]))
                throw new TradeMLException(
                    ErrorKind.BadInput, $"--map {map} is not understood.", null,
                    $"Write PART=COLUMN, once a part; the parts are {string.Join(", ", Parts)}.");
        }

        return columns;
    }

    private static string Symbols(IReadOnlyList<string> symbols) =>
        symbols.Count == 1 ? symbols[0] : $"{symbols.Count:N0} symbols";

    private static List<string> AllSymbols(List<Seen> files) =>
        [.. files.SelectMany(f => f.Symbols).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private sealed record Seen(
        string Name, long Rows, IReadOnlyList<string> Symbols, DateOnly First, DateOnly Last, string Understood);
}
