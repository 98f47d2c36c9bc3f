using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TradeML.Vendors.Tests.Http;

/// <summary>
/// A broker on this machine: answers by a function, speaks websockets, and remembers what it was sent.
/// </summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private LocalServer(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.UseWebSockets();
        application.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var text = context.WebSockets.IsWebSocketRequest ? "" : await body.ReadToEndAsync();
            Asked.Enqueue(new Sent(
                context.Request.Method, context.Request.Path, text, context.Request.ContentType,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase)));
            await answer(context, Asked.Count);
        });
    }

    public ConcurrentQueue<Sent> Asked { get; } = [];

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public Uri SocketAddress => new UriBuilder(Address) { Scheme = "ws" }.Uri;

    public static async Task<LocalServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var server = new LocalServer(answer);
        await server.application.StartAsync();
        server.Address = new Uri(server.application.Urls.First());
        return server;
    }

    /// <summary>Answers with JSON.</summary>
    public static async Task JsonAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json);
    }

    /// <summary>Sends text messages in parts of a few bytes.</summary>
    public static async Task SendAsync(
        WebSocket socket, string text, WebSocketMessageType type = WebSocketMessageType.Text, int part = 7)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < bytes.Length; at += part)
            await socket.SendAsync(bytes.AsMemory(at, Math.Min(part, bytes.Length - at)), type,
                at + part >= bytes.Length, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>One request as it arrived.</summary>
    internal sealed record Sent(
        string Method, string Path, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers);
}
