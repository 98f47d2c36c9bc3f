using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Ops.Families;
using TradeML.Ops.Runs;
using TradeML.Research.Backtest;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Ops.Training;

/// <summary>Backtests the stored out-of-fold scores of a finished run; nothing is trained.</summary>
public static class RunReplay
{
    /// <summary>Runs the backtest up to a day.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">The model's configuration: how scores are traded and charged.</param>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Last day; null takes the run's last.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="TradeMLException">Data missing: no such run, or no score before that day.</exception>
    public static ReplayResult Run(
        DataLake lake, TrainingOptions options, string model, string? runId = null, DateOnly? asOf = null, CancellationToken ct = default)
    {
        var run = ModelRuns.Find(lake, model, runId);
        var origin = run.Metrics.Provenance;
        var end = (asOf is { } day && day < origin.WindowEnd ? day : origin.WindowEnd).AddDays(1);
        var filter = new FileFilter { Folders = [$"run={run.RunId}"] };
        var symbols = Symbols(lake, filter);
        var panel = PanelLoader.Load(lake, symbols, origin.WindowStart, end);
        var scores = Scores(lake, filter, panel);
        var result = LongShortBacktest.Run(panel, scores, ConfigMapping.Backtest(options), ct);
        if (result.Dates.Length == 0)
            throw new TradeMLException(ErrorKind.DataMissing, $"Run {run.RunId} has no score before {end:yyyy-MM-dd}.", run.ArtifactFolder, "Take a later as-of day.");
        var files = lake.Reader.Files(PanelLoader.Table, PanelLoader.Files(origin.WindowStart, origin.WindowEnd.AddDays(1)));
        var changed = files.Any(f => f.IngestedAt > (lake.Runs.Find(run.RunId)?.FinishedAt ?? DateTime.MaxValue));
        return new ReplayResult(run, result.Dates[^1], result, changed);
    }

    private static IReadOnlyList<string> Symbols(DataLake lake, FileFilter filter)
    {
        using var session = lake.OpenSession();
        session.Register(RunArtifacts.OofTable, null, filter);
        var rows = session.Query("SELECT DISTINCT symbol FROM models.oof_predictions ORDER BY symbol");
        return [.. rows.Texts(0).Select(s => s!)];
    }

    private static double[] Scores(DataLake lake, FileFilter filter, Panel panel)
    {
        using var session = lake.OpenSession();
        session.Register(RunArtifacts.OofTable, null, filter);
        var symbolOf = panel.SymbolOfRows();
        session.CreateTable("panel_row",
        [
            ("symbol", Array.ConvertAll(symbolOf, s => panel.Symbols[s])), ("date", Array.ConvertAll(panel.Day, d => panel.Sessions[d])),
            ("row", Enumerable.Range(0, panel.Rows).ToArray()),
        ]);
        // In path order, so that the mean is summed in the same order as in training.
        var found = session.Query("SELECT path, row, score FROM models.oof_predictions JOIN panel_row USING (symbol, date) ORDER BY path, row");
        var (paths, rows, values) = (found.Longs(0), found.Longs(1), found.Doubles(2));
        var count = paths.Length == 0 ? 0 : (int)paths[^1] + 1;
        var scores = Enumerable.Range(0, count).Select(_ =>
        {
            var path = new double[panel.Rows];
            Array.Fill(path, double.NaN);
            return path;
        }).ToArray();
        for (var i = 0; i < values.Length; i++) scores[paths[i]][rows[i]] = values[i];
        return VariantEvaluation.MeanOf(scores, panel.Rows);
    }
}
