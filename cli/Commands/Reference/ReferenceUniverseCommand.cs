using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Data.Universe;

namespace TradeML.Cli.Commands.Reference;

/// <summary><c>ata reference universe</c>: builds the universe, or shows it for a day or a symbol.</summary>
internal static class ReferenceUniverseCommand
{
    private const int ShownRows = 40;

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var on = new Option<string?>("--on")
        {
            Description = "Show instead of building: a day (2020-03-16) or a ticker",
            HelpName = "DAY|SYMBOL"
        };
        var command = new Command("universe",
            "Who may be traded on which day, by what was known on that day; also reference/universe.csv") { on }
            .WithExamples(
                "ata reference universe", "ata reference universe --on 2020-03-16",
                "ata reference universe --on AAPL --json");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            var wanted = parse.GetValue(on);
            using var lake = context.OpenLake(configuration, readOnly: wanted is not null);
            var build = wanted is null
                ? await context.WithProgressAsync("Universe",
                    _ => UniverseTable.BuildAsync(lake, configuration.Curator, token))
                : null;
            if (lake.Manifest.Files(UniverseTable.Name).Count == 0)
                throw new TradeMLException(ErrorKind.DataMissing,
                    "The lake holds no curated bar, so there is no universe.", UniverseTable.Name,
                    "Run `ata curate run`.");
            var survivorship = UniverseSurvivors.Of(lake, configuration.Curator.Survivorship);
            if (build is not null)
                context.Emit(new { build.Symbols, build.Years, build.Rows, survivorship }, console =>
                {
                    console.WriteLine(
                        build.Symbols == 0
                            ? "Nothing has changed."
                            : $"{build.Symbols:N0} symbols had changed: {build.Years.Count} years written, "
                                + $"{build.Rows:N0} rows.");
                    SurvivorshipView.Draw(console, survivorship);
                    console.WriteLine(
                        "Next: ata reference universe --on DAY|SYMBOL; reference/universe.csv has the intervals");
                });
            else if (DateOnly.TryParseExact(wanted, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var day))
            {
                var rows = UniverseDay.Read(lake, day);
                context.Emit(new { date = day, rows, survivorship }, console =>
                {
                    Draw(console, rows);
                    SurvivorshipView.Draw(console, survivorship);
                });
            }
            else
            {
                var intervals = UniverseIntervals.Read(lake, wanted);
                context.Emit(new { symbol = wanted, intervals, survivorship },
                    console => Draw(console, wanted!, intervals));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, IReadOnlyList<UniverseDay> rows)
    {
        console.WriteLine($"{rows.Count(r => r.Eligible):N0} of {rows.Count:N0} listed names are eligible.");
        foreach (var group in rows.Where(r => !r.Eligible).GroupBy(r => r.Reason)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
            console.WriteLine($"  {group.Key}: {group.Count():N0}");
        var table = Tables.New("symbol", "eligible", "reason", "#USD a day", "sector");
        foreach (var row in rows.Take(ShownRows))
            table.AddText(
                [row.Symbol, row.Eligible ? "yes" : "no", row.Reason ?? "",
                    double.IsNaN(row.AdvUsd) ? "unknown" : row.AdvUsd.ToString("N0", CultureInfo.InvariantCulture),
                    row.Sector ?? ""]);
        console.Write(table);
        if (rows.Count > ShownRows)
            console.WriteLine($"and {rows.Count - ShownRows:N0} more: --json, or SQL on reference.universe");
    }

    private static void Draw(IAnsiConsole console, string symbol, IReadOnlyList<UniverseInterval> intervals)
    {
        if (intervals.Count == 0)
        {
            console.WriteLine($"{symbol} was never eligible, or is not in the table.");
            return;
        }

        var table = Tables.New("security", "from", "until (exclusive)", "then failed");
        foreach (var i in intervals)
            table.AddText([i.SecurityId ?? "", Day(i.Start), i.End is { } end ? Day(end) : "", i.Reason ?? ""]);
        console.Write(table);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
