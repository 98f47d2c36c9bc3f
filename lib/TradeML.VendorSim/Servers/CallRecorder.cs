using Microsoft.AspNetCore.Http;

namespace TradeML.VendorSim.Servers;

/// <summary>Remembers the newest requests, without keys. Thread-safe.</summary>
internal sealed class CallRecorder(int capacity)
{
    private static readonly string[] KeyParameters = ["apikey", "api_key", "token"];
    private readonly Lock gate = new();
    private readonly Queue<VendorCall> calls = new();

    /// <summary>The newest calls, oldest first.</summary>
    public IReadOnlyList<VendorCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public void Add(HttpRequest http, VendorRequest request, Reply reply, string? fault)
    {
        if (capacity <= 0) return;
        var query = string.Join('&', http.Query
            .Where(pair => !KeyParameters.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .Select(pair => $"{pair.Key}={pair.Value}"));
        var path = string.Join('/', request.Segments);
        var call = new VendorCall(
            request.Vendor, query.Length == 0 ? path : $"{path}?{query}", request.Symbols, reply.Status, reply.Rows,
            fault, request.Now);
        lock (gate)
        {
            if (calls.Count == capacity) calls.Dequeue();
            calls.Enqueue(call);
        }
    }
}
