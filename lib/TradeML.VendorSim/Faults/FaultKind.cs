namespace TradeML.VendorSim.Faults;

/// <summary>What can go wrong on the wire.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After in seconds.</summary>
    TooManyRequestsSeconds,

    /// <summary>429 with Retry-After as a date.</summary>
    TooManyRequestsDate,

    /// <summary>429 without Retry-After or rate headers.</summary>
    TooManyRequestsBare,

    /// <summary>500 with an error body.</summary>
    InternalError,

    /// <summary>502 as an HTML page.</summary>
    BadGateway,

    /// <summary>503 with an error body.</summary>
    Unavailable,

    /// <summary>504 as an HTML page.</summary>
    GatewayTimeout,

    /// <summary>No answer until the caller gives up.</summary>
    Timeout,

    /// <summary>The connection is reset before any answer.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the body.</summary>
    ShortBody,

    /// <summary>A complete HTTP answer whose JSON stops half-way.</summary>
    TruncatedJson,

    /// <summary>JSON that no parser accepts.</summary>
    MalformedJson,

    /// <summary>200 with an HTML page.</summary>
    WrongContentType,

    /// <summary>The previous page again; without a previous page every row twice.</summary>
    DuplicatedPage,

    /// <summary>Rows of the page in reversed order.</summary>
    ReorderedRows,

    /// <summary>The next page and this one change places.</summary>
    ReorderedPages,

    /// <summary>A page token that leads to empty pages with the same token for ever.</summary>
    EndlessPageToken,

    /// <summary>A page without rows but with a token to go on; legal.</summary>
    EmptyPage,

    /// <summary>Some closes differ from what was served before.</summary>
    RevisedBars,

    /// <summary>Fields nobody documented; legal.</summary>
    UnknownFields,

    /// <summary>A row whose prices are "NaN", negative, zero or 1e9.</summary>
    AbsurdPrices,

    /// <summary>An error message with status 200.</summary>
    ErrorAsOk,
}
