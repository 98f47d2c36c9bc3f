namespace TradeML.Data.Ingest.Routing;

/// <summary>One vendor of a dataset, with its place.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Source">Name its rows would carry, for example <c>alpaca_sip</c>; null when nothing here fetches the
/// dataset from it.</param>
/// <param name="Endpoint">Path or function of the vendor's API; empty when the registry does not list it.</param>
/// <param name="Priority">Preference by the registry; smaller is asked first.</param>
/// <param name="RequestsPerDay">Requests a day that its limits allow.</param>
/// <param name="Usable">Whether it can be asked.</param>
/// <param name="Why">Why it stands where it stands, as a sentence.</param>
public sealed record RoutedVendor(
    string Vendor, string? Source, string Endpoint, int Priority, long RequestsPerDay, bool Usable, string Why);
