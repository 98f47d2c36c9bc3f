namespace TradeML.Vendors.Http;

/// <summary>How a vendor means an answer.</summary>
/// <param name="Fault">The failure it is; null when it is none.</param>
/// <param name="Words">The vendor's own words, or null.</param>
/// <param name="Remedy">What the user can do, or null for the usual advice.</param>
/// <param name="RetryAfter">How long to wait where no header says it, or null.</param>
public sealed record ReplyVerdict(
    VendorFault? Fault, string? Words = null, string? Remedy = null, TimeSpan? RetryAfter = null)
{
    /// <summary>A complete answer that holds nothing; it is parsed as an empty body.</summary>
    public static ReplyVerdict Empty { get; } = new((VendorFault?)null);
}
