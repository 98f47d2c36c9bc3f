namespace TradeML.VendorSim.Servers;

/// <summary>One vendor's wire protocol over a market. Thread-safe.</summary>
internal interface IVendorProtocol
{
    /// <summary>
    /// First segment of the vendor's paths, for example <c>finnhub</c>; also its name in plans, faults, outages and the
    /// call log.
    /// </summary>
    string Vendor { get; }

    /// <summary>
    /// Names of the fields that hold prices and other values; faults of the content damage the first of them that a row
    /// has. A row without any is damaged in its first number.
    /// </summary>
    IReadOnlyList<string> ValueFields { get; }

    /// <summary>Environment variables that a connector of this vendor reads.</summary>
    /// <param name="baseUrl">Address of the server with the vendor's segment, without a slash at the end:
    /// http://127.0.0.1:40123/finnhub.</param>
    IEnumerable<(string Name, string Value)> Environment(string baseUrl);

    /// <summary>Symbols (or series, countries …) that a request names, for fault scripts and the call log.</summary>
    string[] SymbolsOf(VendorRequest request);

    /// <summary>Which of the vendor's budgets pays for a request, when it counts several apart.</summary>
    string BudgetOf(VendorRequest request) => "";

    /// <summary>Whether the caller may ask at all; false when the reply already holds the refusal.</summary>
    bool Admit(VendorRequest request, Reply reply);

    /// <summary>Writes a refusal in the vendor's own shape: status, content type, body.</summary>
    void Refuse(Refusal refusal, VendorRequest request, Reply reply);

    /// <summary>Adds the vendor's rate headers; a vendor without such headers adds none.</summary>
    void AddRateHeaders(RateState state, Reply reply)
    {
    }

    /// <summary>Writes the answer.</summary>
    void Answer(VendorRequest request, Reply reply);
}
