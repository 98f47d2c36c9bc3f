using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeML.Core.Errors;

namespace TradeML.Node.Status;

/// <summary>A node's status on disk, for other processes: replaced at once, never half written.</summary>
public static class NodeStatusFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Path of the file in a lake.</summary>
    /// <param name="root">The lake's folder.</param>
    public static string PathIn(string root) => Path.Combine(root, "control", "node.status.json");

    /// <summary>Writes the status. It is not flushed: after a power cut nobody runs whose status it could be.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="status">The status.</param>
    /// <exception cref="IOException">The disk takes nothing.</exception>
    public static void Write(string root, NodeStatus status)
    {
        var temporary = PathIn(root) + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(status, Options));
        File.Move(temporary, PathIn(root), overwrite: true);
    }

    /// <summary>Reads the status; null when no node has run on this lake yet.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be read.</exception>
    public static NodeStatus? Read(string root)
    {
        var path = PathIn(root);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<NodeStatus>(File.ReadAllBytes(path), Options) : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new TradeMLException(ErrorKind.Storage, "The node's status can't be read.", path,
                "Remove the file; a running node writes it anew.", e);
        }
    }
}
