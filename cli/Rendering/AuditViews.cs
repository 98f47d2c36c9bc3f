using System.CommandLine;
using System.Globalization;
using System.Text;
using Spectre.Console;
using TradeML.Core.Configuration;
using TradeML.Core.Files;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Quality.Forecast;
using TradeML.Data.Quality.Probing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Rendering;

/// <summary>
/// What <c>ata audit</c> shows beside tables of counts: the heatmap, spot checks, and when the gaps will be filled.
/// </summary>
internal static class AuditViews
{
    /// <summary>Builds <c>ata audit heatmap</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command CreateHeatmap(AtaHost host)
    {
        var tables = Arguments.List("--tables", "Only these tables, separated by commas", "T1,T2");
        var output = new Option<string?>(
            "--out")
        {
            Description = "File to write; coverage.html in the lake's reports when absent",
            HelpName = "FILE"
        };
        var command = new Command("heatmap",
            "Coverage as one HTML file that opens offline: date by key, date by dataset") { tables, output }
            .WithExamples(
                "ata audit heatmap", "ata audit heatmap --tables raw/equities_bars --out coverage.html");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: true);
            var wanted = parse.GetValue(tables) is { Length: > 0 } t ? t : null;
            var grids = Heatmap.Read(lake, wanted, ExchangeCalendar.Xnys);
            var path = parse.GetValue(output) is { } file
                ? context.Absolute(file)
                : Path.Combine(lake.Root, "reports", "coverage.html");
            var page = Heatmap.Render(grids, Forecast(lake, configuration, host), Path.GetFileName(lake.Root),
                host.Clock.GetUtcNow().UtcDateTime);
            OutputFile.Write(path, Encoding.UTF8.GetBytes(page));
            var cells = grids.Sum(g => (long)g.Cells.Length);
            context.Emit(new { path, cells, bytes = new FileInfo(path).Length }, console =>
            {
                console.WriteLine(
                    $"{cells:N0} cells of {grids.Count} tables written to {path} "
                        + $"({new FileInfo(path).Length / 1e6:F1} MB).");
                if (grids.Count == 0) console.WriteLine("Nothing audited yet. Next: ata audit gaps");
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>Builds <c>ata audit probes</c>.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command CreateProbes(AtaHost host)
    {
        var limit = Arguments.Between(
            new Option<int>("--limit") { Description = "Spot checks to print at most", DefaultValueFactory = _ => 30 },
            0);
        var unlike = new Option<bool>("--unlike") { Description = "Only those that differ" };
        var draw = new Option<bool>(
            "--draw")
        { Description = "Queue this week's spot checks if they were not drawn yet" };
        var command = new Command("probes",
            "Partitions that a second vendor was asked for, and how far its rows differ") { limit, unlike, draw }
            .WithExamples(
                "ata audit probes", "ata audit probes --unlike", "ata audit probes --draw");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var configuration = context.LoadConfiguration();
            using var lake = context.OpenLake(configuration, readOnly: !parse.GetValue(draw));
            var route = Routes(lake, configuration, host);
            var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
            var queued = parse.GetValue(draw)
                ? Probes.Enqueue(lake, configuration.Backfill.Qc.Probe, d => route(d).Probing is not null, today)
                : 0;
            var probes = ProbeListing.Read(lake.Control)
                .Where(p => !parse.GetValue(unlike) || p.Code is "DIFFER" or ProbeOutcome.Mismatch).ToList();
            context.Emit(new { queued, probes = probes.Take(parse.GetValue(limit)) }, console =>
            {
                if (parse.GetValue(draw))
                    console.WriteLine(
                        queued > 0
                            ? $"{queued:N0} spot checks queued. Next: ata backfill run"
                            : "No spot checks drawn: this week's were, or no second vendor can be asked.");
                var table = Tables.New("dataset", "key", "day", "first", "second", "#score", "outcome", "what");
                foreach (var p in probes.Take(parse.GetValue(limit)))
                    table.AddText([
                        p.Dataset, p.Symbol,
                        p.Day == LedgerKey.Undated ? "–" : p.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        p.FirstSource, p.SecondSource,
                        p.Score.ToString("F3", CultureInfo.InvariantCulture), p.Code, p.Detail]);
                if (probes.Count > 0) console.Write(table);
                else console.WriteLine("No spot checks yet.");
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>
    /// When the gaps will be filled, by whoever the router gives each dataset to; without keys, by the registry's first
    /// vendor.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="configuration">Registry, keys and budgets.</param>
    /// <param name="host">Clock.</param>
    public static GreenForecast Forecast(DataLake lake, TradeMLConfiguration configuration, AtaHost host)
    {
        var route = Routes(lake, configuration, host);
        return TimeToGreen.Estimate(
            lake, configuration.Endpoints, configuration.Backfill.Budget,
            d => route(d).Serving?.Vendor ?? configuration.Endpoints.Entries(d).FirstOrDefault()?.Vendor, host.Clock);
    }

    private static Func<string, VendorRoute> Routes(DataLake lake, TradeMLConfiguration configuration, AtaHost host)
    {
        var stage = File.Exists(Audit.StagePath(lake)) ? NodeStage.Read(Audit.StagePath(lake)) : null;
        using var setup = VendorCatalog.Create(lake, new VendorKeys(host.Variables), configuration.Endpoints,
            configuration.Edge, configuration.Backfill.Budget, host.Clock, stage);
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        var routes = setup.Router.Datasets.ToDictionary(d => d,
            d => setup.Router.Route(d, today, stage?.KeysOf(d) ?? []), StringComparer.Ordinal);
        return d => routes.GetValueOrDefault(d, new VendorRoute(d, today, null, []));
    }

    /// <summary>Draws the forecast.</summary>
    /// <param name="console">Where.</param>
    /// <param name="forecast">The forecast.</param>
    public static void Draw(IAnsiConsole console, GreenForecast forecast)
    {
        console.WriteLine($"Time to GREEN: {forecast.Text}.");
        if (forecast.Datasets.Count > 1)
        {
            var table = Tables.New("dataset", "vendor", "#tasks", "#requests", "time");
            foreach (var d in forecast.Datasets)
                table.AddText([d.Dataset, d.Vendor ?? "–", $"{d.Tasks:N0}", $"{d.Requests:N0}", d.Text]);
            console.Write(table);
        }

        if (forecast.GivenUp > 0)
            console.WriteLine(
                $"{forecast.GivenUp:N0} tasks were given up; no time mends them. Next: ata backfill retry");
    }
}
