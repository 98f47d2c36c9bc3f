namespace TradeML.VendorSim.Servers;

/// <summary>One vendor's wire protocol over a market. Thread-safe.</summary>
internal interface IVendorProtocol
{
    /// <summary>Environment variables that a connector of this vendor reads.</summary>
    IEnumerable<(string Name, string Value)> Environment(string baseUrl);

    /// <summary>Symbols that a request names, for fault scripts.</summary>
    string[] SymbolsOf(string[] segments, string? symbolsQuery);

    /// <summary>Writes the answer.</summary>
    void Answer(VendorRequest request, Reply reply);
}
