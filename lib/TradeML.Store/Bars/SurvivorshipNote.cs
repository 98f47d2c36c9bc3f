using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradeML.Core.Universe;

namespace TradeML.Store.Bars;

/// <summary>
/// The verdict on a file's names as its key and value in the Parquet metadata: <c>parquet_kv_metadata</c> in DuckDB
/// shows it.
/// </summary>
internal static class SurvivorshipNote
{
    /// <summary>The key.</summary>
    public const string Key = "trademl.survivorship";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Key and value.</summary>
    public static (string Key, string Value) Of(SurvivorshipVerdict verdict) =>
        (Key, JsonSerializer.Serialize(verdict, Options));
}
