using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Writing;
using TradeML.Ops.Families;

namespace TradeML.Ops.Runs;

/// <summary>
/// Stores a run's files and makes the run visible in one transaction. A crash before it leaves files that nobody refers
/// to and that the next attempt, having the same name and content, writes over.
/// </summary>
internal static class RunArtifacts
{
    internal const string OofTable = "models/oof_predictions";
    internal const string ReturnsTable = "models/trial_returns";
    internal const string PositionsTable = "models/positions";
    internal const string MetricsName = "metrics.json";

    internal static string FolderOf(string model, string runId) => $"models/{model}/{runId}";

    internal static async Task StoreAsync(
        DataLake lake, ModelFamily family, RunIdentity identity, TrainedRun run, CancellationToken ct)
    {
        var folder = FolderOf(identity.Model, identity.RunId);
        var (bytes, best) = (MetricsFile.Write(run.Metrics), run.Best);
        foreach (var file in family.Trainer.Write(run.Model).Append(new(MetricsName, bytes)))
            await lake.Writer.WriteBlobAsync($"{folder}/{file.Name}", file.Content, ct).ConfigureAwait(false);
        using var session = lake.OpenSession();
        LakeWrite[] files =
        [
            new(Spec(lake, OofTable, "oof", identity, run.Panel.Sessions[0], run.Panel.Sessions[^1]), session,
                OofQuery(session, run)),
            new(Spec(lake, ReturnsTable, "trial_returns", identity, best.Mean.Dates[0], best.Mean.Dates[^1]), session,
                ReturnsQuery(session, run.Trials)),
            new(Spec(lake, PositionsTable, "positions", identity, best.Mean.Dates[0], best.Mean.Dates[^1]), session,
                PositionsQuery(session, run)),
        ];
        await lake.Writer.WriteManyAsync(files, (tx, _) =>
        {
            TrialLedger.Record(tx, run.Trials.Select(v => new Trial(
                identity.Model, v.Metrics.Name, v.Metrics.ConfigHash, identity.Snapshot, identity.RunId, identity.Seed,
                v.Metrics.Observations, v.Metrics.SharpePerDay)));
            ModelAliases.Set(tx, identity.Model, ModelAliases.Challenger, identity.RunId);
            lake.Runs.Finish(tx, identity.RunId, System.Text.Encoding.UTF8.GetString(bytes), folder);
        }, ct).ConfigureAwait(false);
    }

    internal static RunMetrics ReadMetrics(DataLake lake, string model, string runId)
    {
        var path = $"{FolderOf(model, runId)}/{MetricsName}";
        var full = Path.Combine(lake.Root, path);
        if (!File.Exists(full))
            throw new TradeMLException(ErrorKind.DataMissing, $"The metrics of run {runId} are gone.", path,
                "Delete the run's folder and train anew.");
        return MetricsFile.Read(File.ReadAllBytes(full), path);
    }

    private static LakeFileSpec Spec(
        DataLake lake, string table, string stem, RunIdentity identity, DateOnly first, DateOnly last) => new()
        {
            Table = lake.Contracts[table], Folder = FolderOf(identity.Model, identity.RunId), Stem = stem,
            Partition = [("model", identity.Model), ("run", identity.RunId)], First = first, Last = last,
            Supersedes = true,
            InputsHash = identity.Snapshot, CodeVersion = identity.Code, ConfigHash = identity.ConfigHash,
        };

    private static string OofQuery(Lake.Reading.DuckSession session, TrainedRun run)
    {
        var (panel, labels, best) = (run.Panel, run.Labels, run.Best);
        var rows = Enumerable.Range(0, panel.Rows).Where(r => !double.IsNaN(best.MeanScores[r])).ToArray();
        var symbolOf = panel.SymbolOfRows();
        var columns = new List<(string, Array)>
        {
            ("date", Array.ConvertAll(rows, r => panel.Sessions[panel.Day[r]])),
            ("symbol", Array.ConvertAll(rows, r => panel.Symbols[symbolOf[r]])),
            ("label", Array.ConvertAll(rows, r => labels.Value[r])),
            ("label_end",
                Array.ConvertAll(rows, r => labels.EndDay[r] < 0 ? (DateOnly?)null : panel.Sessions[labels.EndDay[r]])),
        };
        for (var path = 0; path < best.Cpcv.Paths.Count; path++)
            columns.Add(($"path_{path}", Array.ConvertAll(rows, r => best.Cpcv.Paths[path][r])));
        session.CreateTable("scores", columns);
        var name = best.Metrics.Name.Replace("'", "''", StringComparison.Ordinal);
        var paths = Enumerable.Range(0, best.Cpcv.Paths.Count).Select(p =>
            $"SELECT CAST({p} AS BIGINT) AS path, date, symbol, path_{p} AS score, label, label_end FROM scores "
                + $"WHERE path_{p} IS NOT NULL");
        return $"SELECT '{name}' AS config, path, date, symbol, score, label, label_end FROM "
            + $"({string.Join(" UNION ALL ", paths)}) ORDER BY path, date, symbol";
    }

    private static string PositionsQuery(Lake.Reading.DuckSession session, TrainedRun run)
    {
        var held = run.Book.DailyPositions
            .SelectMany((day, i) => day.Select(position => (Date: run.Book.Dates[i], position.Symbol, position.Weight)))
            .ToList();
        session.CreateTable("held",
        [
            ("date", held.Select(h => h.Date).ToArray()), ("symbol", held.Select(h => h.Symbol).ToArray()),
            ("weight", held.Select(h => h.Weight).ToArray()),
        ]);
        return "SELECT date, symbol, weight FROM held ORDER BY date, symbol";
    }

    private static string ReturnsQuery(Lake.Reading.DuckSession session, IReadOnlyList<TrialEvaluation> trials)
    {
        T[] All<T>(Func<TrialEvaluation, IEnumerable<T>> values) => [.. trials.SelectMany(values)];
        session.CreateTable("returns",
        [
            ("config", All(v => v.Mean.Dates.Select(_ => v.Metrics.Name))), ("date", All(v => v.Mean.Dates)),
            ("net_return", All(v => v.Mean.NetReturns)), ("gross_return", All(v => v.Mean.GrossReturns)),
            ("trading_cost", All(v => v.Mean.TradingCosts)), ("borrow_cost", All(v => v.Mean.BorrowCosts)),
            ("turnover", All(v => v.Mean.Turnover)),
            ("gross_exposure", All(v => v.Mean.GrossExposure)), ("net_exposure", All(v => v.Mean.NetExposure)),
        ]);
        return """
            SELECT config, date, net_return, gross_return, trading_cost, borrow_cost, turnover, gross_exposure,
                net_exposure
            FROM returns ORDER BY config, date
            """;
    }
}
