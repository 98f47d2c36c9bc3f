using TradeML.Core.Configuration;

namespace TradeML.Vendors.Connectors;

/// <summary>A key of a vendor and where it goes in a request.</summary>
/// <param name="Variable">Environment variable that holds it.</param>
/// <param name="Name">Header, or query parameter.</param>
/// <param name="Prefix">What stands before the key in the header. Default nothing.</param>
/// <param name="InQuery">Whether the vendor takes it in the query only; it is added on the wire then. Default
/// false.</param>
public sealed record VendorSecret(string Variable, string Name, string Prefix = "", bool InQuery = false)
{
    /// <summary>The key; empty when it is not set.</summary>
    public Secret Value { get; init; } = new(null);
}
