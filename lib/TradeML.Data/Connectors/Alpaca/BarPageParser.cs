using System.Text;
using System.Text.Json;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>
/// Reads a page of <c>/v2/stocks/bars</c> straight from its bytes. A bar that is malformed or absurd is set aside with a reason; unknown fields are
/// counted and ignored; an answer that is no page of bars is an error.
/// </summary>
/// <param name="symbols">Index of each symbol asked for.</param>
/// <param name="stamps">Sessions by timestamp.</param>
/// <param name="maxPrice">Highest price that is believed.</param>
internal sealed class BarPageParser(IReadOnlyDictionary<string, int> symbols, SessionStamps stamps, double maxPrice)
{
    /// <summary>Parses one page.</summary>
    /// <param name="json">The whole answer.</param>
    /// <param name="pageNumber">1 for the first page; for the place of a quarantined row.</param>
    public BarPage Parse(ReadOnlySpan<byte> json, int pageNumber)
    {
        var page = new BarPage();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw AlpacaPages.NotWhatWasAsked(json, "bars");
        bool sawBars = false, sawToken = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("bars"u8))
            {
                sawBars = true;
                reader.Read();
                ReadSymbols(ref reader, json, page, pageNumber);
            }
            else if (reader.ValueTextEquals("next_page_token"u8))
            {
                sawToken = true;
                reader.Read();
                page.NextToken = AlpacaPages.ReadToken(ref reader);
            }
            else
            {
                if (!reader.ValueTextEquals("currency"u8)) page.UnknownFields++;
                reader.Skip();
            }
        }

        while (reader.Read()) { } // trailing text makes the whole answer malformed
        return sawBars || sawToken ? page : throw AlpacaPages.NotWhatWasAsked(json, "bars");
    }

    private void ReadSymbols(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, BarPage page, int pageNumber)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("bars is neither an object nor null");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var symbol = reader.GetString()!;
            var index = symbols.TryGetValue(symbol, out var known) ? known : -1;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException($"the bars of {symbol} are no array");
            for (var row = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; row++)
            {
                var start = (int)reader.TokenStartIndex;
                var reason = reader.TokenType == JsonTokenType.StartObject ? ReadBar(ref reader, index, page, out var bar) : NotAnObject(ref reader, out bar);
                if (reason is null) page.Bars.Add(bar);
                else
                    page.Quarantined.Add(new QuarantinedRow(
                        reason, symbol, bar.Session >= 0 ? stamps.Calendar[bar.Session].Date : null,
                        Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), $"page {pageNumber}, {symbol} row {row}"));
            }
        }
    }

    private static string NotAnObject(ref Utf8JsonReader reader, out ParsedBar bar)
    {
        reader.Skip();
        bar = new ParsedBar { Session = -1 };
        return "the bar is not an object";
    }

    private string? ReadBar(ref Utf8JsonReader reader, int symbol, BarPage page, out ParsedBar bar)
    {
        double open = double.NaN, high = double.NaN, low = double.NaN, close = double.NaN, volume = double.NaN, vwap = double.NaN;
        long trades = -1;
        DateTime stamp = default;
        string? reason = symbol < 0 ? "the symbol was not asked for" : null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var field = name.Length == 1 ? name[0] : name.Length == 2 && name[0] == 'v' && name[1] == 'w' ? (byte)'w' : (byte)0;
            reader.Read();
            switch (field)
            {
                case (byte)'t':
                    if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out stamp) || stamp.Kind != DateTimeKind.Utc)
                        reason ??= "the timestamp is not an instant in UTC";
                    break;
                case (byte)'o': open = Number(ref reader); break;
                case (byte)'h': high = Number(ref reader); break;
                case (byte)'l': low = Number(ref reader); break;
                case (byte)'c': close = Number(ref reader); break;
                case (byte)'v': volume = Number(ref reader); break;
                case (byte)'w': vwap = Number(ref reader); break;
                case (byte)'n': trades = Number(ref reader) is >= 0 and < long.MaxValue and var n ? (long)n : -1; break;
                default:
                    page.UnknownFields++;
                    reader.Skip();
                    break;
            }
        }

        var session = stamp == default ? -1 : stamps.IndexOf(stamp);
        bar = new ParsedBar(symbol, session, open, high, low, close, volume, vwap > 0 && vwap <= maxPrice ? vwap : double.NaN, trades, stamp);
        return reason ?? Check(bar);
    }

    private string? Check(in ParsedBar bar)
    {
        if (bar.Stamp == default) return "the timestamp is missing";
        if (bar.Session < 0) return $"{bar.Stamp:yyyy-MM-ddTHH:mm:ssZ} is not the start of a session";
        if (!Sound(bar.Open) || !Sound(bar.High) || !Sound(bar.Low) || !Sound(bar.Close))
            return $"a price is missing, not above 0 or above {maxPrice:0}";
        if (!(bar.Volume >= 0) || double.IsInfinity(bar.Volume)) return "the volume is missing or negative";
        return bar.High >= Math.Max(bar.Open, bar.Close) && bar.Low <= Math.Min(bar.Open, bar.Close)
            ? null : "high and low do not enclose open and close";
    }

    private bool Sound(double price) => price > 0 && price <= maxPrice;

    private static double Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetDouble(out var value) ? value : double.NaN;
        reader.Skip();
        return double.NaN;
    }
}
