using TradeML.Core.Configuration;

namespace TradeML.Vendors.Http;

/// <summary>Limits of a single request to a vendor and its immediate retries.</summary>
public sealed class RequestOptions
{
    /// <summary>Seconds until a try is given up. Default 60.</summary>
    [Between(1, 3600)]
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Retries of a request after 429, 5xx, a reset or a time-out. Default 4.</summary>
    [Between(0, 20)]
    public int Retries { get; init; } = 4;

    /// <summary>
    /// Wait before the first retry, in milliseconds; it doubles from there, with jitter. Default 500.
    /// </summary>
    [Between(0, 600_000)]
    public int RetryBaseMilliseconds { get; init; } = 500;

    /// <summary>
    /// Longest wait that is spent inside a request, in seconds; a longer Retry-After freezes the vendor. Default 30.
    /// </summary>
    [Between(0, 3600)]
    public int MaxRetryWaitSeconds { get; init; } = 30;

    /// <summary>Largest answer that is read, in MB; a larger one is refused. Default 64.</summary>
    [Between(1, 4096)]
    public int MaxResponseMegabytes { get; init; } = 64;

    /// <summary>Most pages of one answer; an endless page token ends there with an error. Default 10000.</summary>
    [Between(1, 1_000_000)]
    public int MaxPages { get; init; } = 10_000;
}
