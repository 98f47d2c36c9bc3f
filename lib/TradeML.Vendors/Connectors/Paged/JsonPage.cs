using System.Text.Json;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>A JSON answer as a tree, and the error for one that holds something else than was asked for.</summary>
internal sealed class JsonPage : IDisposable
{
    private readonly JsonDocument document;
    private readonly string vendor;

    /// <summary>Reads an answer.</summary>
    /// <param name="vendor">The vendor's name, for messages.</param>
    /// <param name="body">UTF-8 JSON, complete.</param>
    /// <exception cref="JsonException">It is cut short or malformed.</exception>
    public JsonPage(string vendor, ReadOnlySpan<byte> body)
    {
        this.vendor = vendor;
        var reader = new Utf8JsonReader(body);
        document = JsonDocument.ParseValue(ref reader);
        while (reader.Read()) { } // trailing text makes the whole answer malformed
    }

    /// <summary>The outermost value.</summary>
    public JsonItem Root => new(document.RootElement);

    /// <summary>The objects of the outermost array.</summary>
    /// <param name="what">What was asked for, for the message.</param>
    /// <exception cref="Core.Errors.TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): it is no
    /// array.</exception>
    public IEnumerable<JsonItem> Items(string what) =>
        document.RootElement.ValueKind == JsonValueKind.Array ? Each(document.RootElement) : throw Not(what);

    /// <summary>The objects of an array field of the outermost object; none when it is null.</summary>
    /// <param name="field">The field.</param>
    /// <param name="mayBeAbsent">Whether the vendor leaves the field out when there is nothing.</param>
    /// <exception cref="Core.Errors.TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): it is absent or no
    /// array.</exception>
    public IEnumerable<JsonItem> Items(string field, bool mayBeAbsent)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw Not(field);
        if (!document.RootElement.TryGetProperty(field, out var array)) return mayBeAbsent ? [] : throw Not(field);
        return array.ValueKind switch
        {
            JsonValueKind.Array => Each(array),
            JsonValueKind.Null => [],
            _ => throw Not(field)
        };
    }

    /// <summary>
    /// The error for an answer that holds none of what was asked for; it quotes the vendor's words if there are any.
    /// </summary>
    /// <param name="what">What was asked for.</param>
    public Exception Not(string what)
    {
        var words = (string[])["message", "error", "error_message", "Error Message", "Information", "Note"];
        var said = words.Select(Root.Text).FirstOrDefault(w => w is not null);
        return VendorFaultException.Wrap(
            VendorFault.BadReply,
            $"{vendor} answered 200 without {what}{(said is null ? "" : $" but with the message '{said}'")}.", what,
            "Try again later.");
    }

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    private static IEnumerable<JsonItem> Each(JsonElement array) => array.EnumerateArray().Select(e => new JsonItem(e));
}
