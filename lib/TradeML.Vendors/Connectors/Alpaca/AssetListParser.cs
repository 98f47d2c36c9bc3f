using System.Text;
using System.Text.Json;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>Reads the array of <c>/v2/assets</c>.</summary>
internal static class AssetListParser
{
    /// <summary>Parses the list; assets without id, symbol or known status are set aside.</summary>
    /// <param name="json">The whole answer.</param>
    public static (List<AssetRow> Rows, List<QuarantinedRow> Quarantined) Parse(ReadOnlySpan<byte> json)
    {
        var rows = new List<AssetRow>();
        var quarantined = new List<QuarantinedRow>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw AlpacaPages.NotWhatWasAsked(json, "a list of assets");
        for (var row = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
        {
            var start = (int)reader.TokenStartIndex;
            var asset = ReadAsset(ref reader);
            if (asset is { Id.Length: > 0, Symbol.Length: > 0, Status: "active" or "inactive" }) rows.Add(asset);
            else
                quarantined.Add(new QuarantinedRow(
                    "the asset has no id, no symbol or an unknown status", asset?.Symbol, null,
                    Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), $"row {row}"));
        }

        while (reader.Read()) { } // trailing text makes the whole answer malformed
        return (rows, quarantined);
    }

    private static AssetRow? ReadAsset(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var asset = new AssetRow("", "", null, null, null, "", false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            asset = name switch
            {
                "id" => asset with { Id = text ?? "" },
                "symbol" => asset with { Symbol = text ?? "" },
                "name" => asset with { Name = text },
                "exchange" => asset with { Exchange = text },
                "class" => asset with { AssetClass = text },
                "status" => asset with { Status = text ?? "" },
                "tradable" => asset with { Tradable = reader.TokenType == JsonTokenType.True },
                _ => asset,
            };
            reader.Skip();
        }

        return asset;
    }
}
