using System.Text.Json;

namespace TradeML.Vendors.Connectors.Bars;

/// <summary>
/// Reads a bar object with the short field names that Alpaca and Massive share: <c>t o h l c v vw n</c>, straight from
/// the bytes.
/// </summary>
internal static class BarReader
{
    /// <summary>Reads the object at which the reader stands; another value gives a bar without a stamp.</summary>
    /// <param name="reader">Stands on the value; afterwards at its end.</param>
    /// <param name="unknown">Fields nobody knows are added.</param>
    public static VendorBar Read(ref Utf8JsonReader reader, ref int unknown)
    {
        double open = double.NaN, high = double.NaN, low = double.NaN, close = double.NaN, volume = double.NaN,
            vwap = double.NaN, trades = double.NaN;
        DateTime stamp = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return new VendorBar(default, open, high, low, close, volume, vwap, trades);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var field = name.Length == 1
                ? name[0]
                : name.SequenceEqual("vw"u8) ? (byte)'w' : name.SequenceEqual("otc"u8) ? (byte)'x' : (byte)0;
            reader.Read();
            switch (field)
            {
                case (byte)'t': stamp = Stamp(ref reader); break;
                case (byte)'o': open = Number(ref reader); break;
                case (byte)'h': high = Number(ref reader); break;
                case (byte)'l': low = Number(ref reader); break;
                case (byte)'c': close = Number(ref reader); break;
                case (byte)'v': volume = Number(ref reader); break;
                case (byte)'w': vwap = Number(ref reader); break;
                case (byte)'n': trades = Number(ref reader); break;
                case (byte)'x': reader.Skip(); break;
                default:
                    unknown++;
                    reader.Skip();
                    break;
            }
        }

        return new VendorBar(stamp, open, high, low, close, volume, vwap, trades);
    }

    // RFC 3339 in UTC, or milliseconds since 1970.
    private static DateTime Stamp(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.TryGetDateTime(out var instant) && instant.Kind == DateTimeKind.Utc ? instant : default;
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt64(out var milliseconds) && Math.Abs(milliseconds) < 1L << 43
                ? DateTime.UnixEpoch.AddMilliseconds(milliseconds)
                : default;
        reader.Skip();
        return default;
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetDouble(out var value) ? value : double.NaN;
        reader.Skip();
        return double.NaN;
    }
}
