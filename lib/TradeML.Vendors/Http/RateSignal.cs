using System.Globalization;
using System.Net;

namespace TradeML.Vendors.Http;

/// <summary>What one answer said about a vendor's rate limit; every part is optional.</summary>
/// <param name="Refused">Whether it was a 429.</param>
/// <param name="LimitPerMinute">Requests a minute that the vendor allows, or null.</param>
/// <param name="Remaining">Requests left in the vendor's current window, or null.</param>
public readonly record struct RateSignal(bool Refused, int? LimitPerMinute, int? Remaining)
{
    /// <summary>What the headers of an answer say.</summary>
    internal static RateSignal Of(HttpResponseMessage response) =>
        new(response.StatusCode == HttpStatusCode.TooManyRequests, Number(response, "X-RateLimit-Limit"),
            Number(response, "X-RateLimit-Remaining"));

    private static int? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
