using TradeML.Core.Configuration;
using TradeML.Vendors.Connectors;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>
/// A vendor of the table at an address of the test, set the way a user sets it: by environment variables.
/// </summary>
internal static class TestVendor
{
    /// <param name="vendor">Its name.</param>
    /// <param name="addresses">Its addresses, in the order of the table.</param>
    /// <param name="keys">Its keys in the order of the table, or its contact.</param>
    public static VendorSettings At(string vendor, string[] addresses, params string[] keys)
    {
        var row = VendorTable.Of(vendor);
        var names = row.NeedsContact ? ["SEC_USER_AGENT"] : row.Keys.Select(k => k.Variable);
        var variables = row.Addresses.Select(a => a.Variable).Concat(names).Zip(addresses.Concat(keys));
        return row.Read(new VendorKeys(variables.ToDictionary(v => v.First, v => v.Second)));
    }
}
