using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Http;

public sealed class VendorStreamTests
{
    private const string Key = "top-secret-0815";

    private static readonly VendorHttpOptions Options = new()
    {
        Vendor = "broker", AttemptTimeout = TimeSpan.FromSeconds(30), MaxReplyBytes = 64 << 10,
    };

    [Test]
    public async Task Read_MessagesInParts_WholeTextsInOrderUntilTheVendorCloses()
    {
        var longOne = new string('x', 40_000);
        await using var server = await ServeAsync(async socket =>
        {
            await LocalServer.SendAsync(socket, """{"T":"success"}""");
            await LocalServer.SendAsync(socket, longOne, part: 9_000);
            await LocalServer.SendAsync(socket, """{"in":"binary, with ü"}""", WebSocketMessageType.Binary, part: 3);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", CancellationToken.None);
        });
        var gate = new CountingGate();
        using var http = Client(server, gate);
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        Assert.That(await AllAsync(stream),
            Is.EqualTo(new[] { """{"T":"success"}""", longOne, """{"in":"binary, with ü"}""" }));
        Assert.That(server.Asked.Single().Headers["X-Key"], Is.EqualTo(Key));
        Assert.That((gate.Entered.Count, http.Requests), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task Send_Subscription_ReachesTheVendor()
    {
        await using var server = await ServeAsync(async socket =>
        {
            var buffer = new byte[1024];
            var got = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            await LocalServer.SendAsync(socket, "heard " + Encoding.UTF8.GetString(buffer, 0, got.Count));
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        });
        using var http = Client(server);
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        await stream.SendAsync("""{"action":"listen"}""", CancellationToken.None);
        Assert.That(await AllAsync(stream), Is.EqualTo(new[] { """heard {"action":"listen"}""" }));
    }

    [TestCase(401, VendorFault.AuthRefused)]
    [TestCase(429, VendorFault.RateLimited)]
    [TestCase(503, VendorFault.Unavailable)]
    public async Task Connect_Refused_SaysHowOnce(int status, VendorFault fault)
    {
        await using var server = await LocalServer
            .StartAsync((context, _) => LocalServer.JsonAsync(context, status, "{}"));
        using var http = Client(server);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.ConnectAsync(server.SocketAddress, TaskKind.Forward, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(fault), error!.Message);
        Assert.That(error.ToUserText(), Does.Not.Contain(Key));
        Assert.That(server.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Connect_BudgetSpent_NothingIsSent()
    {
        await using var server = await ServeAsync(_ => Task.CompletedTask);
        using var http = Client(server, new CountingGate(most: 0));
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                http.ConnectAsync(server.SocketAddress, TaskKind.Forward, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.BudgetSpent));
        Assert.That(server.Asked, Is.Empty);
    }

    [Test]
    public async Task Connect_NobodyThere_UnavailableWithASentence()
    {
        Uri gone;
        await using (var server = await ServeAsync(_ => Task.CompletedTask)) gone = server.SocketAddress;
        using var http = new VendorHttp(Options, VendorCredentials.None, new CountingGate(), TimeProvider.System);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() => http.ConnectAsync(gone, TaskKind.Forward, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Unavailable));
        Assert.That(error!.Message, Does.StartWith("The connection to broker failed"));
    }

    [Test]
    public async Task Read_ClosedWithAReason_BrokenWithTheReasonWithoutTheKey()
    {
        await using var server = await ServeAsync(
            socket =>
                socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, $"key {Key} is slow", CancellationToken.None));
        using var http = Client(server);
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        var error = Assert.ThrowsAsync<TradeMLException>(() => AllAsync(stream));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Unavailable));
        Assert.That(error!.Message, Does.Contain("1008").And.Contain("is slow").And.Not.Contain(Key));
    }

    [Test]
    public async Task Read_ConnectionLost_BrokenAfterTheMessagesBefore()
    {
        await using var server = await ServeAsync(async (socket, context) =>
        {
            await LocalServer.SendAsync(socket, "one");
            await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None); // the listener has it
            context.Abort();
        });
        using var http = Client(server);
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        var read = new List<string>();
        var error = Assert.ThrowsAsync<TradeMLException>(async () =>
        {
            await foreach (var message in stream.ReadAsync())
            {
                read.Add(message);
                await stream.SendAsync("heard", CancellationToken.None);
            }
        });
        Assert.That(read, Is.EqualTo(new[] { "one" }));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Unavailable));
        Assert.That(error!.Remedy, Does.Contain("Connect again"));
    }

    [Test]
    public async Task Read_MessageBeyondTheLimit_Refused()
    {
        await using var server =
            await ServeAsync(async socket =>
                await LocalServer.SendAsync(socket, new string('x', 100_000), part: 10_000));
        using var http = Client(server);
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        var error = Assert.ThrowsAsync<TradeMLException>(() => AllAsync(stream));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.Refused));
    }

    [Test]
    public async Task Read_Cancelled_Stops()
    {
        await using var server =
            await ServeAsync(async (_, context) => await Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ContinueWith(_ => { }));
        using var http = Client(server);
        using var stop = new CancellationTokenSource();
        await using var stream = await http.ConnectAsync(server.SocketAddress, TaskKind.Forward,
            CancellationToken.None);
        var reading = AllAsync(stream, stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task<IReadOnlyList<string>> AllAsync(VendorStream stream, CancellationToken token = default)
    {
        var messages = new List<string>();
        await foreach (var message in stream.ReadAsync(token)) messages.Add(message);
        return messages;
    }

    private static Task<LocalServer> ServeAsync(Func<WebSocket, Task> talk) => ServeAsync((socket, _) => talk(socket));

    private static Task<LocalServer> ServeAsync(Func<WebSocket, HttpContext, Task> talk) =>
        LocalServer.StartAsync(async (context, _) =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await talk(socket, context);
    });

    private static VendorHttp Client(LocalServer server, IRequestGate? gate = null) => new(
        Options,
        new VendorCredentials
        {
            Headers = new Dictionary<string, string> { ["X-Key"] = Key }, Hosts = [server.SocketAddress.Authority],
            Redactor = new SecretRedactor([new Secret(Key)]),
        },
        gate ?? new CountingGate(), TimeProvider.System);
}
