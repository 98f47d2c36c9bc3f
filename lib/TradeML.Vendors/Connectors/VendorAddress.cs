namespace TradeML.Vendors.Connectors;

/// <summary>An address of a vendor.</summary>
/// <param name="Variable">Environment variable that names another one.</param>
/// <param name="Url">The address.</param>
public sealed record VendorAddress(string Variable, Uri Url);
