using Microsoft.AspNetCore.Http;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>One request as a protocol sees it.</summary>
internal sealed class VendorRequest(HttpRequest http, string vendor, string[] segments, DateTimeOffset now)
{
    /// <summary>The vendor asked.</summary>
    public string Vendor { get; } = vendor;

    /// <summary>Path without the vendor's segment, cut at its slashes, unescaped.</summary>
    public string[] Segments { get; } = segments;

    /// <summary>Symbols named by path or query, as sent.</summary>
    public string[] Symbols { get; set; } = [];

    /// <summary>What goes wrong with the content, or null.</summary>
    public Fault? Fault { get; set; }

    /// <summary>The server's clock when the request came.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Address up to and without the vendor's segment, for links back: http://127.0.0.1:40123.</summary>
    public string Root => $"{http.Scheme}://{http.Host}";

    /// <summary>All parameters of the query, in the order sent.</summary>
    public IEnumerable<(string Name, string Value)> Parameters =>
        http.Query.Select(pair => (pair.Key, pair.Value.ToString()));

    public string? Query(string name) =>
        http.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public string? Header(string name) =>
        http.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public bool Has(FaultKind kind) => Fault?.Kind == kind;

    /// <summary>
    /// Plans a page and carries out the faults that concern paging; from then on rows twice, rows reversed and pages
    /// out of order are done, and the generic damage leaves them alone.
    /// </summary>
    public PagePlan Page(int total, int limit, PageToken? sent, int visible, Reply reply)
    {
        reply.PagingFaultDone = true;
        return PagePlan.Create(total, limit, sent, visible, Fault);
    }
}
