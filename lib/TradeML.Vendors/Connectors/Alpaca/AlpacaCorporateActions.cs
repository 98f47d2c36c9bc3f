using System.Text;
using System.Text.Json;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>
/// Corporate actions of every type from <c>/v1/corporate-actions</c>. The vendor filters by process date, we by
/// ex-date: the question is widened on both sides (<see cref="DaysBefore"/>, <see cref="DaysAfter"/>) and what lies
/// outside the window by ex-date is left to the request that owns its day.
/// </summary>
/// <param name="settings">Addresses and bounds.</param>
internal sealed class AlpacaCorporateActions(VendorSettings settings) : IPagedSource
{
    // The vendor filters by process date, which lies mostly after the ex-date (at the payment) and seldom before it.
    private const int DaysBefore = 45, DaysAfter = 200;

    /// <inheritdoc/>
    public string Vendor => AlpacaVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "corp_actions";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <inheritdoc/>
    public int BatchSize(FetchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // about 5 events a symbol and year, 1,000 a page
        return Math.Clamp(200 * 365 / Math.Max(1, request.End.DayNumber - request.Start.DayNumber), 1, 50);
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var (start, end) = (window.Start.AddDays(-DaysBefore), window.End.AddDays(DaysAfter));
        return AlpacaPages.Address(
            settings.Url, "/v1/corporate-actions",
            $"symbols={string.Join(',', window.Symbols.Select(Uri.EscapeDataString))}&start={start:yyyy-MM-dd}"
                + $"&end={end:yyyy-MM-dd}&limit={Math.Min(settings.PageLimit, 1000)}&sort=asc",
            cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var asked = page.Window.Symbols.ToHashSet(StringComparer.Ordinal);
        return AlpacaPages.Read(body, "corporate_actions", sink,
            (ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => ReadTypes(ref reader, json, asked, sink));
    }

    /// <inheritdoc/>
    public string? BlamedSymbol(TradeMLException refusal) => AlpacaPages.InvalidSymbol(refusal);

    private static void ReadTypes(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, HashSet<string> asked, RowSink sink)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                var fields = ReadFields(ref reader);
                ActionMapper.Map(
                    new ActionItem(type, fields, Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed])),
                    asked, sink);
            }
        }
    }

    private static Dictionary<string, string?> ReadFields(ref Utf8JsonReader reader)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return fields;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            fields[name] = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => null,
            };
            reader.Skip();
        }

        return fields;
    }
}
