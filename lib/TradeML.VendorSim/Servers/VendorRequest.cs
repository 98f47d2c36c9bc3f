using Microsoft.AspNetCore.Http;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>One request as a protocol sees it.</summary>
internal sealed class VendorRequest(HttpRequest http, string[] segments, string[] symbols, Fault? fault, DateTimeOffset now)
{
    /// <summary>Path cut at its slashes, unescaped.</summary>
    public string[] Segments { get; } = segments;

    /// <summary>Symbols named by path or query, as sent.</summary>
    public string[] Symbols { get; } = symbols;

    /// <summary>What goes wrong with the content, or null.</summary>
    public Fault? Fault { get; } = fault;

    /// <summary>The server's clock when the request came.</summary>
    public DateTimeOffset Now { get; } = now;

    public string? Query(string name) => http.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public string? Header(string name) => http.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public bool Has(FaultKind kind) => Fault?.Kind == kind;
}
