namespace TradeML.Models.EquitiesXs;

/// <summary>The files a trained model is kept in. Reading and storing them is the caller's: this class knows bytes only.</summary>
public static class EquitiesXsArtifacts
{
    /// <summary>The trees, in LightGBM's text format.</summary>
    public const string ModelFile = "model.txt";

    /// <summary>The features in order.</summary>
    public const string FeatureListFile = "feature_list.json";

    /// <summary>How the model was trained.</summary>
    public const string TrainingConfigFile = "training_cfg.json";

    /// <summary>The model's three files; equal models give equal bytes.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ArtifactFile> Write(EquitiesXsModel model) => throw new InvalidOperationException("not yet");

    /// <summary>Reads a model back from its three files.</summary>
    /// <param name="read">Gives a file's bytes by its name.</param>
    /// <exception cref="Core.Errors.TradeMLException">A file is malformed, or the files belong to different models.</exception>
    public static EquitiesXsModel Read(Func<string, ReadOnlyMemory<byte>> read) => throw new InvalidOperationException("not yet");
}
