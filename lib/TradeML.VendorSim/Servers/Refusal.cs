namespace TradeML.VendorSim.Servers;

/// <summary>
/// Why a vendor refuses a request that is otherwise in order; each protocol says it in its own shape.
/// </summary>
internal enum Refusal
{
    /// <summary>More requests in this second than the plan has.</summary>
    PerSecond,

    /// <summary>More requests in this minute than the plan has.</summary>
    PerMinute,

    /// <summary>More requests today than the plan has.</summary>
    PerDay,

    /// <summary>Something broke inside.</summary>
    InternalError,

    /// <summary>The service is down.</summary>
    Unavailable,

    /// <summary>An error message with status 200.</summary>
    ErrorAsOk,
}
