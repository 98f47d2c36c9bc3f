using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;

namespace TradeML.Vendors.Http;

/// <summary>
/// An address as it goes over the wire: with the keys that a vendor takes in the query. Only its place may be shown.
/// </summary>
internal readonly struct WireAddress
{
    private readonly Uri address;
    private readonly VendorCredentials credentials;

    public WireAddress(Uri address, VendorCredentials credentials)
    {
        this.address = address;
        this.credentials = credentials;
        Place = credentials.Redactor.Redact(address.GetLeftPart(UriPartial.Path));
    }

    /// <summary>Scheme, host and path without secrets, for messages.</summary>
    public string Place { get; }

    /// <summary>Whether the host may get our keys.</summary>
    public bool IsAllowed =>
        credentials.Hosts.Count == 0 || credentials.Hosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase);

    /// <summary>The address with the keys that go into the query.</summary>
    public Uri Uri => credentials.Query.Count == 0 ? address : WithKeys();

    /// <summary>The request with keys and headers.</summary>
    public HttpRequestMessage NewRequest(VendorRequest what, string accept)
    {
        var request = new HttpRequestMessage(what.Method, Uri);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in credentials.Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (what.IdempotencyKey is { } key) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (what.Json is { } json)
            request.Content = new ReadOnlyMemoryContent(
                json)
            { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    /// <summary>
    /// A websocket with the keys in its headers, which takes a peer for dead that leaves pings without an answer.
    /// </summary>
    public ClientWebSocket NewSocket(TimeSpan patience)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = patience;
        foreach (var (name, value) in credentials.Headers) socket.Options.SetRequestHeader(name, value);
        return socket;
    }

    private Uri WithKeys()
    {
        var text = new StringBuilder(address.AbsoluteUri);
        var separator = address.Query.Length > 0 ? '&' : '?';
        foreach (var (name, value) in credentials.Query)
        {
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value.Reveal()));
            separator = '&';
        }

        return new Uri(text.ToString());
    }
}
