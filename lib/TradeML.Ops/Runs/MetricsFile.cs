using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeML.Core.Errors;

namespace TradeML.Ops.Runs;

/// <summary>Reads and writes <c>metrics.json</c>; an unknown figure is null.</summary>
internal static class MetricsFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UnknownAsNull(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    internal static byte[] Write(RunMetrics metrics) => JsonSerializer.SerializeToUtf8Bytes(metrics, Options);

    internal static RunMetrics Read(byte[] bytes, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunMetrics>(bytes, Options)
                ?? throw new TradeMLException(ErrorKind.Storage, "The metrics of the run are empty.", path,
                    "Train anew.");
        }
        catch (JsonException e)
        {
            throw new TradeMLException(ErrorKind.Storage, "The metrics of the run are not readable.", path,
                "Delete the folder and train anew.", e);
        }
    }

    private sealed class UnknownAsNull : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
