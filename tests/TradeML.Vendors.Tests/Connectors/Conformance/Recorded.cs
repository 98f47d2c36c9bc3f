using System.Net;
using System.Text;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>One answer of a vendor as it came over the wire.</summary>
/// <param name="Body">Text of the body.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Type">Content type.</param>
public sealed record Recorded(string Body, HttpStatusCode Status = HttpStatusCode.OK, string Type = "application/json")
{
    /// <summary>A proxy's page where data was expected.</summary>
    public static Recorded Html(HttpStatusCode status = HttpStatusCode.OK) =>
        new("<html><body>Please sign in</body></html>", status, "text/html");

    /// <summary>Headers beside the content type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer with its text changed; the text must be there.</summary>
    public Recorded With(string old, string replacement)
    {
        if (!Body.Contains(old, StringComparison.Ordinal))
            throw new ArgumentException($"'{old}' is not in the answer.", nameof(old));
        return this with { Body = Body.Replace(old, replacement, StringComparison.Ordinal) };
    }

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage(Status) { Content = new StringContent(Body, Encoding.UTF8, Type) };
        foreach (var (name, value) in Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
