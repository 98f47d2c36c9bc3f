namespace TradeML.VendorSim.Faults;

/// <summary>One line of a fault script: which requests go wrong, and how. All given conditions must hold.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record FaultStep(FaultKind Kind)
{
    /// <summary>Only this request (1 = the server's first), or null for any.</summary>
    public int? At { get; init; }

    /// <summary>Only requests after this number of requests, or null.</summary>
    public int? After { get; init; }

    /// <summary>Only requests that name this symbol, or null.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only requests whose path contains this text, or null.</summary>
    public string? Path { get; init; }

    /// <summary>How many matching requests go wrong; 0 = all of them. Default 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Seconds in Retry-After of a 429. Default 1.</summary>
    public int RetryAfterSeconds { get; init; } = 1;
}
