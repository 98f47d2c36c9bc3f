using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Treasury;

/// <summary>How to reach the US Treasury's files; there is no key.</summary>
public sealed record TreasuryOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "treasury";

    /// <summary>Address, scheme and host.</summary>
    public required Uri Url { get; init; }

    /// <summary>The options that the environment gives.</summary>
    /// <param name="keys">Keys and addresses.</param>
    public static TreasuryOptions From(VendorKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new TreasuryOptions { Url = keys.TreasuryUrl };
    }

    /// <summary>Nothing but the host that may be asked.</summary>
    public VendorCredentials Credentials() => new() { Hosts = [Url.Authority] };
}
