using System.Net.Http.Headers;

namespace TradeML.Vendors.Http;

/// <summary>Reads the Retry-After header in both its forms (RFC 9110 §10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now, or null when the header is absent; never negative.</summary>
    /// <param name="headers">Headers of an answer.</param>
    /// <param name="now">The present, for the date form.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var header = headers.RetryAfter;
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - now : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
