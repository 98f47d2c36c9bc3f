using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>
/// Parameters of a list request: those of the address, or those that its cursor carries on from the first page.
/// </summary>
internal sealed class MassiveQuery
{
    private readonly VendorRequest request;
    private readonly Dictionary<string, string?>? carried;

    private MassiveQuery(VendorRequest request, Dictionary<string, string?>? carried, PageToken? token)
    {
        this.request = request;
        this.carried = carried;
        Token = token;
    }

    /// <summary>Where the page begins, or null for the first.</summary>
    public PageToken? Token { get; }

    /// <summary>A parameter, or null.</summary>
    public string? this[string name] => carried is null ? request.Query(name) : carried.GetValueOrDefault(name);

    /// <summary>Reads the parameters; null when the reply already holds the refusal.</summary>
    public static MassiveQuery? Read(VendorRequest request, Reply reply)
    {
        if (request.Query("cursor") is not { Length: > 0 } cursor) return new MassiveQuery(request, null, null);
        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            var bar = text.IndexOf('|', StringComparison.Ordinal);
            if (bar > 0 && PageToken.TryDecode(text[..bar], out var token))
            {
                var pairs = text[(bar + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2));
                return new MassiveQuery(request,
                    pairs.ToDictionary(pair => pair[0], pair => (string?)Uri.UnescapeDataString(pair[1]),
                        StringComparer.Ordinal), token);
            }
        }
        catch (FormatException)
        {
            // Said below, like any other cursor that is none of ours.
        }

        MassiveErrors.Bad(request, reply, "Invalid cursor.");
        return null;
    }

    /// <summary>The most rows of a page; null when the reply already holds the refusal.</summary>
    public int? Limit(int usual, int most, Reply reply)
    {
        if (this["limit"] is not { Length: > 0 } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1
            && limit <= most) return limit;
        MassiveErrors.Bad(request, reply, $"limit must be between 1 and {most}");
        return null;
    }

    /// <summary>
    /// Whether a text passes the filters of a field: equality and the suffixes .gt, .gte, .lt, .lte and .any_of. Days
    /// compare as text.
    /// </summary>
    public bool Passes(string field, string value) =>
        (this[field] is not { Length: > 0 } same || value == same)
        && (this[field + ".gt"] is not { Length: > 0 } above || string.CompareOrdinal(value, above) > 0)
        && (this[field + ".gte"] is not { Length: > 0 } from || string.CompareOrdinal(value, from) >= 0)
        && (this[field + ".lt"] is not { Length: > 0 } below || string.CompareOrdinal(value, below) < 0)
        && (this[field + ".lte"] is not { Length: > 0 } to || string.CompareOrdinal(value, to) <= 0)
        && (this[field + ".any_of"] is not { Length: > 0 } any
            || any.Split(',').Contains(value, StringComparer.Ordinal));

    /// <summary>The same for a number.</summary>
    public bool Passes(string field, double value) =>
        (Number(field) is not { } same || value == same)
        && (Number(field + ".gt") is not { } above || value > above)
        && (Number(field + ".gte") is not { } from || value >= from)
        && (Number(field + ".lt") is not { } below || value < below)
        && (Number(field + ".lte") is not { } to || value <= to);

    /// <summary>The full address of the next page, without a key; null at the end.</summary>
    public string? NextUrl(string? next)
    {
        if (next is null) return null;
        var query = carried is null
            ? request.Parameters.Where(pair => pair.Name is not ("apiKey" or "cursor"))
            : carried.Select(pair => (Name: pair.Key, Value: pair.Value ?? ""));
        var text =
            $"{next}|{string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}";
        return $"{request.Root}/{request.Vendor}/{string.Join('/', request.Segments)}"
            + $"?cursor={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text))}";
    }

    private double? Number(string name) =>
        double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
