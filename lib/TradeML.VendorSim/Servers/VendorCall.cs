namespace TradeML.VendorSim.Servers;

/// <summary>One request that a server received.</summary>
/// <param name="Vendor">The vendor asked: alpaca, massive, finnhub …</param>
/// <param name="Target">Path without the vendor's segment, and the query without keys.</param>
/// <param name="Symbols">Symbols or series that it names; empty for the whole market.</param>
/// <param name="Status">HTTP status of the answer; 0 when there was none.</param>
/// <param name="Rows">Rows sent.</param>
/// <param name="Fault">What went wrong on purpose, as scripts call it, or null.</param>
/// <param name="At">The server's clock when it came.</param>
public sealed record VendorCall(
    string Vendor, string Target, IReadOnlyList<string> Symbols, int Status, int Rows, string? Fault,
    DateTimeOffset At);
