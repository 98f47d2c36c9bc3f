using TradeML.Core.Errors;

namespace TradeML.Vendors.Http;

/// <summary>
/// What lies beneath a <see cref="TradeMLException"/> of kind Vendor: the machine-readable part of the failure. It is
/// thrown only wrapped, by <see cref="Wrap"/>, so that callers see one exception type.
/// </summary>
public sealed class VendorFaultException : Exception
{
    private VendorFaultException(VendorFault fault, string message, TimeSpan? retryAfter, Exception? inner)
        : base(message, inner)
    {
        Fault = fault;
        RetryAfter = retryAfter;
    }

    /// <summary>How the vendor failed.</summary>
    public VendorFault Fault { get; }

    /// <summary>How long the vendor asked to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether asking again at once may help.</summary>
    public bool Retryable => Fault is VendorFault.RateLimited or VendorFault.Unavailable or VendorFault.BadReply;

    /// <summary>An error for the user with its machine-readable cause.</summary>
    /// <param name="fault">How the vendor failed.</param>
    /// <param name="message">What happened, as one sentence without secrets.</param>
    /// <param name="place">The address without secrets.</param>
    /// <param name="remedy">What to do next, or null.</param>
    /// <param name="retryAfter">How long the vendor asked to wait, or null.</param>
    /// <param name="inner">The cause beneath, or null.</param>
    public static TradeMLException Wrap(
        VendorFault fault, string message, string? place, string? remedy = null, TimeSpan? retryAfter = null,
        Exception? inner = null) =>
        new(ErrorKind.Vendor, message, place, remedy, new VendorFaultException(fault, message, retryAfter, inner));

    /// <summary>The machine-readable cause of an error, or null when it was no vendor's.</summary>
    /// <param name="error">Any exception.</param>
    public static VendorFaultException? Of(Exception? error) =>
        (error as TradeMLException)?.InnerException as VendorFaultException;
}
