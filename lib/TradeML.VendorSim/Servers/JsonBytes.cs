using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TradeML.VendorSim.Servers;

/// <summary>
/// Writes JSON byte by byte where millions of rows make the general writer too slow. The caller minds commas and
/// brackets.
/// </summary>
internal readonly struct JsonBytes(ArrayBufferWriter<byte> body)
{
    public void Raw(ReadOnlySpan<byte> bytes) => body.Write(bytes);

    public void Text(string text)
    {
        body.Write("\""u8);
        body.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        body.Write("\""u8);
    }

    public void Whole(long number)
    {
        Utf8Formatter.TryFormat(number, body.GetSpan(20), out var written);
        body.Advance(written);
    }

    /// <summary>
    /// A price in its shortest form: up to four decimals quickly, others by the general way; a price that is no number
    /// is null.
    /// </summary>
    public void Price(double price)
    {
        var scaled = Math.Round(price * 10_000);
        if (!(scaled is > -9e15 and < 9e15) || scaled / 10_000 != price)
        {
            if (!double.IsFinite(price))
            {
                Raw("null"u8);
                return;
            }

            Utf8Formatter.TryFormat(price, body.GetSpan(40), out var length);
            body.Advance(length);
            return;
        }

        var whole = Math.DivRem((long)Math.Abs(scaled), 10_000, out var part);
        if (scaled < 0) Raw("-"u8);
        Whole(whole);
        if (part == 0) return;
        var span = body.GetSpan(5);
        span[0] = (byte)'.';
        var digits = 0;
        for (var unit = 1000L; part > 0; unit /= 10)
        {
            span[++digits] = (byte)('0' + (part / unit));
            part %= unit;
        }

        body.Advance(digits + 1);
    }

    /// <summary>An instant as "2024-03-04T14:30:00Z", quoted.</summary>
    public void Stamp(DateTime utc)
    {
        var span = body.GetSpan(22);
        span[0] = (byte)'"';
        Digits(span, 1, utc.Year, 4);
        span[5] = (byte)'-';
        Digits(span, 6, utc.Month, 2);
        span[8] = (byte)'-';
        Digits(span, 9, utc.Day, 2);
        span[11] = (byte)'T';
        Digits(span, 12, utc.Hour, 2);
        span[14] = (byte)':';
        Digits(span, 15, utc.Minute, 2);
        span[17] = (byte)':';
        Digits(span, 18, utc.Second, 2);
        span[20] = (byte)'Z';
        span[21] = (byte)'"';
        body.Advance(22);
    }

    private static void Digits(Span<byte> span, int at, int number, int count)
    {
        for (var i = at + count - 1; i >= at; i--)
        {
            span[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
