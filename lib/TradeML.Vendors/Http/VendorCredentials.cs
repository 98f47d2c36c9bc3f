using TradeML.Core.Configuration;

namespace TradeML.Vendors.Http;

/// <summary>What identifies us to a vendor: it goes into requests to the vendor's own hosts and nowhere else.</summary>
public sealed record VendorCredentials
{
    /// <summary>No keys.</summary>
    public static VendorCredentials None { get; } = new();

    /// <summary>Headers of every request, keys included.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Query parameters of every request, for vendors that take a key no other way; added on the wire only.
    /// </summary>
    public IReadOnlyDictionary<string, Secret> Query { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Hosts (with port where it is not the scheme's) that may be asked; empty allows any.</summary>
    public IReadOnlyCollection<string> Hosts { get; init; } = [];

    /// <summary>Takes the keys out of every text that leaves the client.</summary>
    public SecretRedactor Redactor { get; init; } = SecretRedactor.ByShape;
}
