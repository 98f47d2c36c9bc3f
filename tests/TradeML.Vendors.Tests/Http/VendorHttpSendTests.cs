using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;
using TradeML.Vendors.Tests.Connectors;

namespace TradeML.Vendors.Tests.Http;

public sealed class VendorHttpSendTests
{
    private const string Key = "top-secret-0815";
    private const string Order = """{"symbol":"AAPL","qty":"1","client_order_id":"run-7-AAPL"}""";

    private static readonly VendorHttpOptions Options = new()
    {
        Vendor = "broker", MaxRetries = 2,
        Backoff = new Backoff(TimeSpan.FromMilliseconds(1), 1, TimeSpan.FromMilliseconds(1)),
        AttemptTimeout = TimeSpan.FromSeconds(30),
    };

    [Test]
    public async Task Send_Post_JsonBodyAndKeysInHeaders()
    {
        await using var server = await LocalServer
            .StartAsync((context, _) => LocalServer.JsonAsync(context, 200, """{"id":"o1"}"""));
        var gate = new CountingGate();
        using var http = Client(server, gate);
        var answer = await http.SendAsync(Post(server), ReplyRules.Json, Read, CancellationToken.None);
        var sent = server.Asked.Single();
        Assert.That(answer, Is.EqualTo("""{"id":"o1"}"""));
        Assert.That((sent.Method, sent.Path, sent.Body, sent.ContentType),
            Is.EqualTo(("POST", "/v2/orders", Order, "application/json")));
        Assert.That(sent.Headers["X-Key"], Is.EqualTo(Key));
        Assert.That(sent.Headers, Does.Not.ContainKey("Idempotency-Key"));
        Assert.That(gate.Entered, Is.EqualTo(new[] { TaskKind.Forward }));
    }

    [Test]
    public async Task Send_PostThatFailsWithoutAKey_SentOnce()
    {
        await using var server = await LocalServer
            .StartAsync((context, _) => LocalServer.JsonAsync(context, 503, "{}"));
        using var http = Client(server);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.SendAsync(Post(server), ReplyRules.Json, Read, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Unavailable));
        Assert.That(server.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_PostThatFailsWithAKey_SentAgainWithTheSame()
    {
        await using var server = await LocalServer.StartAsync(
            (context, n) => LocalServer.JsonAsync(context, n == 1 ? 503 : 200, """{"id":"o1"}"""));
        var gate = new CountingGate();
        using var http = Client(server, gate);
        await http.SendAsync(Post(server) with { IdempotencyKey = "run-7-AAPL" }, ReplyRules.Json, Read,
            CancellationToken.None);
        Assert.That(server.Asked.Select(s => s.Headers["Idempotency-Key"]),
            Is.EqualTo(new[] { "run-7-AAPL", "run-7-AAPL" }));
        Assert.That(server.Asked.Select(s => s.Body), Is.All.EqualTo(Order));
        Assert.That(gate.Entered, Has.Count.EqualTo(2), "every attempt is spent");
    }

    [TestCase("DELETE")]
    [TestCase("GET")]
    public async Task Send_RepeatableRequestThatFails_SentAgain(string method)
    {
        await using var server = await LocalServer
            .StartAsync((context, n) => LocalServer.JsonAsync(context, n < 3 ? 502 : 200, "{}"));
        using var http = Client(server);
        var request = new VendorRequest(new HttpMethod(method), new Uri(server.Address, "/v2/orders/o1"),
            TaskKind.Forward);
        await http.SendAsync(request, ReplyRules.Json, Read, CancellationToken.None);
        Assert.That(server.Asked.Select(s => s.Method), Is.EqualTo(new[] { method, method, method }));
    }

    [Test]
    public async Task Send_DeleteAnsweredWithoutABody_ParsedAsEmpty()
    {
        await using var server = await LocalServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        using var http = Client(server);
        var request = new VendorRequest(HttpMethod.Delete, new Uri(server.Address, "/v2/orders/o1"), TaskKind.Forward);
        Assert.That(await http.SendAsync(request, ReplyRules.Json, Read, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Send_PostWithoutAnAnswer_SaysThatItMayHaveBeenTaken()
    {
        await using var server = await LocalServer.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var http = Client(server);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.SendAsync(Post(server), ReplyRules.Json, Read, CancellationToken.None));
        Assert.That(error!.Remedy, Does.Contain("may have taken it"));
        Assert.That(server.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_VendorQuotesTheKey_TakenOut()
    {
        await using var server = await LocalServer.StartAsync(
            (context, _) => LocalServer.JsonAsync(context, 422, $$"""{"message":"key {{Key}} may not sell short"}"""));
        using var http = Client(server);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.SendAsync(Post(server), ReplyRules.Json, Read, CancellationToken.None));
        Assert.That(error!.ToUserText(), Does.Contain("may not sell short").And.Not.Contain(Key));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Refused));
    }

    [Test]
    public async Task Send_ToAnotherHost_RefusedBeforeAnythingIsSent()
    {
        await using var server = await LocalServer
            .StartAsync((context, _) => LocalServer.JsonAsync(context, 200, "{}"));
        await using var other = await LocalServer.StartAsync((context, _) => LocalServer.JsonAsync(context, 200, "{}"));
        using var http = Client(server);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.SendAsync(Post(other), ReplyRules.Json, Read, CancellationToken.None));
        Assert.That(error!.Message, Does.Contain("gets no keys"));
        Assert.That(other.Asked, Is.Empty);
    }

    private static VendorRequest Post(LocalServer server) =>
        new(HttpMethod.Post, new Uri(server.Address, "/v2/orders"),
            TaskKind.Forward)
        { Json = Encoding.UTF8.GetBytes(Order) };

    private static VendorHttp Client(LocalServer server, IRequestGate? gate = null) => new(
        Options,
        new VendorCredentials
        {
            Headers = new Dictionary<string, string> { ["X-Key"] = Key }, Hosts = [server.Address.Authority],
            Redactor = new SecretRedactor([new Secret(Key)]),
        },
        gate ?? new OpenGate(), TimeProvider.System);

    private static string Read(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);
}
