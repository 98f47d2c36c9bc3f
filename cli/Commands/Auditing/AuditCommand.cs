using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Quality.Probing;
using TradeML.Lake.Partitions;

namespace TradeML.Cli.Commands.Auditing;

/// <summary><c>ata audit</c>: what is missing, and how complete the lake is.</summary>
internal static class AuditCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Compare what should be in the lake with what is: GREEN, AMBER, RED";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var audit = new Command("audit", Summary);
        audit.Subcommands.Add(CreateGaps(host));
        audit.Subcommands.Add(CreateStatus(host));
        audit.Subcommands.Add(AuditViews.CreateHeatmap(host));
        audit.Subcommands.Add(AuditViews.CreateProbes(host));
        audit.Subcommands.Add(AuditPitCommand.Create(host));
        return audit;
    }

    private static Command CreateGaps(AtaHost host)
    {
        var tables = Arguments.List("--tables", "Only these tables, separated by commas", "T1,T2");
        var limit = Arguments.Between(
            new Option<int>("--limit") { Description = "Gaps to print at most", DefaultValueFactory = _ => 30 }, 0);
        var command = new Command("gaps", "Scan, queue what is to be fetched again, and list the gaps") { tables,
            limit }.WithExamples(
                "ata audit gaps", "ata-audit gaps --tables raw/equities_bars,reference/corp_actions");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration);
            var audit = new Audit(lake, configuration.Backfill, host.Clock);
            var wanted = parse.GetValue(tables) is { Length: > 0 } t ? t : null;
            var summary = await context.WithProgressAsync("Audit", _ => audit.ScanAsync(wanted, token));
            var gaps = audit.Gaps(wanted is [var one] ? one : null, int.MaxValue);
            if (wanted is not null) gaps = [.. gaps.Where(g => wanted.Contains(g.Table))];
            context.Emit(new { summary, gaps_in_all = gaps.Count, gaps = gaps.Take(parse.GetValue(limit)) }, console =>
            {
                Draw(console, summary);
                DrawGaps(console, gaps, parse.GetValue(limit));
                console.WriteLine(Next(summary, gaps));
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Next(AuditSummary summary, IReadOnlyList<Gap> gaps)
    {
        if (summary.NewTasks > 0) return $"{summary.NewTasks:N0} tasks queued. Next: ata backfill run";
        const string settled = "Nothing to fetch that is not queued already or left alone until its re-check.";
        return gaps.Any(g => g.Code == QcCodes.NotCurated) ? settled + " Next: ata curate run" : settled;
    }

    /// <summary>Draws a scan's counts.</summary>
    /// <param name="console">Where.</param>
    /// <param name="summary">The scan.</param>
    public static void Draw(IAnsiConsole console, AuditSummary summary)
    {
        var table = Tables.New("table", "dataset", "#expected", "#GREEN", "#AMBER", "#RED", "#GREEN share");
        foreach (var t in summary.Tables)
            table.AddRow(
                new Text(t.Table), new Text(t.Dataset), Count(t.Expected),
                new Text($"{t.Green:N0}", new Style(Color.Green)), new Text($"{t.Amber:N0}", new Style(Color.Yellow)),
                new Text($"{t.Red:N0}", new Style(Color.Red)), new Text(ModelViews.Share(t.GreenShare)));
        console.Write(table);
    }

    private static Text Count(long n) => new($"{n:N0}");

    private static void DrawGaps(IAnsiConsole console, IReadOnlyList<Gap> gaps, int limit)
    {
        if (gaps.Count == 0)
        {
            console.WriteLine("No gaps.");
            return;
        }

        var kinds = Tables.New("table", "state", "why", "#gaps", "#symbols", "#sessions");
        foreach (var kind in gaps.GroupBy(g => (g.Table, g.State, g.Code))
            .OrderBy(k => k.Key.Table, StringComparer.Ordinal).ThenByDescending(k => k.Sum(g => g.Sessions)))
            kinds.AddText([
                kind.Key.Table, kind.Key.State.ToString().ToUpperInvariant(), kind.Key.Code, $"{kind.Count():N0}",
                $"{kind.Select(g => g.Symbol).Distinct().Count():N0}", $"{kind.Sum(g => (long)g.Sessions):N0}"]);
        console.Write(kinds);
        var table = Tables.New("table", "symbol", "from", "to", "#sessions", "state", "why");
        foreach (var g in gaps.Take(limit))
            table.AddText(
                [g.Table, g.Symbol, Day(g.Start), Day(g.Start == LedgerKey.Undated ? g.Start : g.End.AddDays(-1)),
                    $"{g.Sessions:N0}", g.State.ToString().ToUpperInvariant(), g.Code]);
        console.Write(table);
        if (gaps.Count > limit) console.WriteLine($"The first {limit:N0} of {gaps.Count:N0} gaps; --limit shows more.");
    }

    private static string Day(DateOnly day) =>
        day == LedgerKey.Undated ? "–" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Command CreateStatus(AtaHost host)
    {
        var by = new Option<string>("--by")
        {
            Description = "table, year or symbol",
            DefaultValueFactory = _ => "table"
        };
        by.AcceptOnlyFromAmong("table", "year", "symbol");
        var of = new Option<string>("--table")
        {
            Description = "Table for --by year and --by symbol",
            DefaultValueFactory = _ => "raw/equities_bars", HelpName = "TABLE"
        };
        var command = new Command("status", "Coverage as the last audit left it") { by, of }.WithExamples(
            "ata audit status", "ata audit status --by year --table curated/equities_ohlcv_adj");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: true);
            var table = lake.Contracts[parse.GetValue(of)!].Name;
            IReadOnlyList<CoverageSummary> rows = parse.GetValue(by) switch
            {
                "year" => lake.Partitions.CoverageByYear(table),
                "symbol" => lake.Partitions.CoverageBySymbol(table),
                _ => new Audit(lake, configuration.Backfill, host.Clock).Coverage(),
            };
            var forecast = AuditViews.Forecast(lake, configuration, host);
            var probes = ProbeListing.Read(lake.Control);
            context.Emit(
                new
                {
                    coverage = rows, time_to_green = forecast, probes = probes.Count,
                    unlike = probes.Count(p => p.Code == ProbeOutcome.Mismatch)
                }, console =>
            {
                var drawn = Tables.New(parse.GetValue(by)!, "#GREEN", "#AMBER", "#RED", "#GREEN share");
                foreach (var r in rows)
                    drawn.AddText(
                        [r.Name, $"{r.Green:N0}", $"{r.Amber:N0}", $"{r.Red:N0}", ModelViews.Share(r.GreenShare)]);
                console.Write(drawn);
                if (rows.Count == 0)
                {
                    console.WriteLine("Nothing audited yet. Next: ata audit gaps");
                    return;
                }

                AuditViews.Draw(console, forecast);
                if (probes.Count > 0)
                    console.WriteLine(
                        $"Spot checks: {probes.Count:N0} compared, "
                            + $"{probes.Count(p => p.Code == ProbeOutcome.Mismatch):N0} unlike, mean score "
                            + $"{probes.Average(p => p.Score):F3} (ata audit probes).");
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
