using System.Net;

namespace TradeML.Vendors.Http;

/// <summary>How a connector talks HTTP.</summary>
public sealed record VendorHttpOptions
{
    /// <summary>The vendor's name for messages. Default <c>vendor</c>.</summary>
    public string Vendor { get; init; } = "vendor";

    /// <summary>Longest time for one attempt, headers and body. Default 60 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Retries after the first attempt, 0 to 10. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Delays between attempts when the vendor names none. Default <see cref="Backoff.Requests"/>.</summary>
    public Backoff Backoff { get; init; } = Backoff.Requests;

    /// <summary>
    /// Longest Retry-After that is waited out in place; a longer one freezes the vendor instead. Default 30 s.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest answer that is read, in bytes after decompression. Default 64 MiB.</summary>
    public int MaxReplyBytes { get; init; } = 64 << 20;

    /// <summary>Connections to one host. Default 8.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>Seed of the jitter. Default 1.</summary>
    public int JitterSeed { get; init; } = 1;

    /// <summary>The options of a vendor from the section <c>request</c> of <c>edge.yml</c>.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="request">The section.</param>
    public static VendorHttpOptions From(string vendor, RequestOptions request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new VendorHttpOptions
        {
            Vendor = vendor,
            AttemptTimeout = TimeSpan.FromSeconds(request.TimeoutSeconds),
            MaxRetries = request.Retries,
            Backoff = new Backoff(TimeSpan.FromMilliseconds(request.RetryBaseMilliseconds), 2,
                TimeSpan.FromSeconds(Math.Max(1, request.MaxRetryWaitSeconds))),
            MaxRetryAfter = TimeSpan.FromSeconds(request.MaxRetryWaitSeconds),
            MaxReplyBytes = (int)Math.Min(int.MaxValue - 64, (long)request.MaxResponseMegabytes << 20),
        };
    }

    /// <summary>A pooled transport; keys travel in headers and must not follow a redirect to another host.</summary>
    internal SocketsHttpHandler NewTransport() => new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = MaxConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
