using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Runs;

namespace TradeML.Ops.Runs;

/// <summary>Finds finished training runs.</summary>
public static class ModelRuns
{
    /// <summary>A finished run with its metrics.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="model">The model.</param>
    /// <param name="runId">Its id; null takes the champion, or the challenger while there is no champion.</param>
    /// <exception cref="TradeMLException">Data missing: no such run, or none yet.</exception>
    public static RunResult Find(DataLake lake, string model, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        runId ??= Alias(lake, model, ModelAliases.Champion) ?? Alias(lake, model, ModelAliases.Challenger);
        if (runId is null || lake.Runs.Find(runId) is not { Status: RunStatus.Succeeded })
            throw new TradeMLException(
                ErrorKind.DataMissing,
                runId is null
                    ? $"No run of {model} is finished yet."
                    : $"There is no finished run '{runId}' of {model}.", null, $"Run `ata train {model}`.");
        return new RunResult(runId, true, RunArtifacts.FolderOf(model, runId),
            RunArtifacts.ReadMetrics(lake, model, runId));
    }

    /// <summary>The newest finished run, or null.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="model">The model.</param>
    public static RunResult? Newest(DataLake lake, string model) =>
        Alias(lake, model, ModelAliases.Challenger) is { } id ? Find(lake, model, id) : null;

    private static string? Alias(DataLake lake, string model, string alias) =>
        lake.Control.Read(r => ModelAliases.Find(r, model, alias));
}
