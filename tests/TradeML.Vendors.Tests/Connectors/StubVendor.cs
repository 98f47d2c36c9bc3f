using System.Net;
using System.Text;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>A transport that answers from a list and remembers what it was asked.</summary>
public sealed class StubVendor(params IReadOnlyList<Func<HttpResponseMessage>> answers) : HttpMessageHandler
{
    public List<HttpRequestMessage> Asked { get; } = [];

    public static Func<HttpResponseMessage> Json(
        string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        () => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public static Func<HttpResponseMessage> Busy(int? retryAfterSeconds) => () =>
    {
        var answer = new HttpResponseMessage(
            HttpStatusCode.TooManyRequests)
        {
            Content = new StringContent("""{"message":"too many requests."}""",
                Encoding.UTF8, "application/json")
        };
        if (retryAfterSeconds is { } seconds)
            answer.Headers.TryAddWithoutValidation("Retry-After",
                seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return answer;
    };

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return Task.FromResult(answers[Math.Min(Asked.Count, answers.Count) - 1]()); // the last answer repeats
    }
}
