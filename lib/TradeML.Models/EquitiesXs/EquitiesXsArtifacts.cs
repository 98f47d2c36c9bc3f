using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeML.Core.Errors;
using TradeML.Models.Training;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// The files a trained model is kept in. Reading and storing them is the caller's: this class knows bytes only.
/// </summary>
internal static class EquitiesXsArtifacts
{
    /// <summary>The trees, in LightGBM's text format.</summary>
    public const string ModelFile = "model.txt";

    /// <summary>The features in order.</summary>
    public const string FeatureListFile = "feature_list.json";

    /// <summary>How the model was trained.</summary>
    public const string TrainingConfigFile = "training_cfg.json";

    internal const string ModelName = "equities_xs";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The model's three files; equal models give equal bytes.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<ArtifactFile> Write(EquitiesXsModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var trees = Encoding.UTF8.GetBytes(model.ModelText);
        var hash = Convert.ToHexStringLower(SHA256.HashData(trees));
        return
        [
            new(ModelFile, trees),
            new(FeatureListFile, Serialize(new FeatureListDocument(ModelName, hash, model.FeatureNames))),
            new(TrainingConfigFile, Serialize(new TrainingDocument(ModelName, hash, model.Training))),
        ];
    }

    /// <summary>Reads a model back from its three files.</summary>
    /// <param name="read">Gives a file's bytes by its name.</param>
    /// <exception cref="TradeMLException">A file is malformed, or the files belong to different models.</exception>
    public static EquitiesXsModel Read(Func<string, ReadOnlyMemory<byte>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var trees = read(ModelFile).Span;
        var hash = Convert.ToHexStringLower(SHA256.HashData(trees));
        var features = Deserialize<FeatureListDocument>(FeatureListFile, read(FeatureListFile).Span);
        var training = Deserialize<TrainingDocument>(TrainingConfigFile, read(TrainingConfigFile).Span);
        RequireSame(FeatureListFile, hash, features.ModelSha256, features.Model);
        RequireSame(TrainingConfigFile, hash, training.ModelSha256, training.Model);
        return new EquitiesXsModel(Encoding.UTF8.GetString(trees), features.Features, training.Training);
    }

    private static void RequireSame(string file, string hash, string named, string model)
    {
        if (model == ModelName && named == hash) return;
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"{file} belongs to the model {model} {named[..Math.Min(8, named.Length)]}, {ModelFile} has the hash "
                + $"{hash[..8]}.", file, "Take all three files from the same run.");
    }

    private static byte[] Serialize<T>(T document) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(document, Json), (byte)'\n'];

    private static T Deserialize<T>(string file, ReadOnlySpan<byte> content)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, Json) ?? throw new JsonException("The document is null.");
        }
        catch (JsonException exception)
        {
            throw new TradeMLException(ErrorKind.BadInput, $"{file} can't be read: {exception.Message}", file,
                "Take the file that the training wrote.", exception);
        }
    }

    private sealed record FeatureListDocument(string Model, string ModelSha256, IReadOnlyList<string> Features);

    private sealed record TrainingDocument(string Model, string ModelSha256, TrainingRecord Training);
}
