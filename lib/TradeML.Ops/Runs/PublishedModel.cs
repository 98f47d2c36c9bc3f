using System.Text.Json;
using TradeML.Lake;
using TradeML.Models.Training;

namespace TradeML.Ops.Runs;

/// <summary>The trained model of a finished run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Model">The model.</param>
/// <param name="Features">Name of the feature set it was trained on.</param>
public sealed record PublishedModel(string RunId, ITrainedModel Model, string Features)
{
    /// <summary>Reads the model of a run.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="runId">The run; null takes the champion, else the newest.</param>
    /// <returns>The model; null when none is named and none is trained yet.</returns>
    /// <exception cref="Core.Errors.TradeMLException">Data missing: no such run. Storage: its files are not
    /// readable.</exception>
    public static PublishedModel? Find(DataLake lake, string model, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var none = lake.Control
            .Read(r =>
                ModelAliases.Find(r, model, ModelAliases.Champion)
                    ?? ModelAliases.Find(r, model, ModelAliases.Challenger)) is null;
        if (runId is null && none) return null;
        var run = ModelRuns.Find(lake, model, runId);
        var trained = Trainers.Find(model)
            .Read(name => File.ReadAllBytes(Path.Combine(lake.Root, run.ArtifactFolder, name)));
        using var settings = JsonDocument.Parse(lake.Runs.Find(run.RunId)!.ParamsJson);
        return new(run.RunId, trained, settings.RootElement.GetProperty("features").GetString()!);
    }
}
