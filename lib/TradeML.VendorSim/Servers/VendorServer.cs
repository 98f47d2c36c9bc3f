using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TradeML.Core.Errors;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers;

/// <summary>A local HTTP server on loopback that speaks a vendor's wire protocol over a market.</summary>
public sealed class VendorServer : IAsyncDisposable
{
    private readonly ConcurrentBag<Reply> replies = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly VendorServerOptions options;
    private readonly IVendorProtocol protocol;
    private readonly FaultInjector faults;
    private readonly WebApplication application;
    private long requests;
    private long rowsServed;
    private long faultsInjected;
    private int disposed;

    private VendorServer(IVendorProtocol protocol, VendorServerOptions options)
    {
        this.options = options;
        this.protocol = protocol;
        faults = new FaultInjector(options.Faults);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        application = builder.Build();
        application.Run(HandleAsync);
    }

    /// <summary>Address of the server, for example http://127.0.0.1:40123/.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Environment variables that point a connector here, keys included.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        protocol.Environment(BaseUri.ToString().TrimEnd('/')).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Requests received so far, refused and failed ones included.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Bars and corporate actions sent so far.</summary>
    public long RowsServed => Interlocked.Read(ref rowsServed);

    /// <summary>Faults done on purpose so far.</summary>
    public long FaultsInjected => Interlocked.Read(ref faultsInjected);

    /// <summary>Starts a server.</summary>
    /// <param name="market">What it sells.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="TradeMLException">The port is taken or an option is out of range (bad input).</exception>
    public static async Task<VendorServer> StartAsync(IMarketSource market, VendorServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > 65535)
            throw new TradeMLException(ErrorKind.BadInput, $"The port {options.Port} is not between 0 and 65535.", "port", "Use 0 to take a free port.");
        if (options.RequestsPerMinute < 0)
        {
            throw new TradeMLException(
                ErrorKind.BadInput, $"The limit of {options.RequestsPerMinute} requests per minute is negative.", "requests per minute", "Use 0 for no limit.");
        }

        var server = new VendorServer(new AlpacaServer(market, options), options);
        try
        {
            await server.application.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            await server.DisposeAsync();
            throw new TradeMLException(
                ErrorKind.BadInput, $"The port {options.Port} on 127.0.0.1 cannot be opened.", "port", "Choose another port, or 0 to take a free one.", error);
        }

        var addresses = server.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.BaseUri = new Uri(addresses!.Addresses.First());
        return server;
    }

    /// <summary>Stops the server; open requests are dropped. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await stopping.CancelAsync();
        await application.DisposeAsync();
        stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var ordinal = Interlocked.Increment(ref requests);
        if (!replies.TryTake(out var reply)) reply = new Reply();
        reply.Reset();
        try
        {
            var path = context.Request.Path.Value ?? "/";
            var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var symbols = protocol.SymbolsOf(segments, context.Request.Query["symbols"].FirstOrDefault());
            var fault = faults.Decide(ordinal, path, symbols);
            var request = new VendorRequest(context.Request, segments, symbols, fault, options.Clock.GetUtcNow());
            if (fault is not null) Interlocked.Increment(ref faultsInjected);
            if (fault is not null && await FaultWire.ReplaceAsync(context, reply, request, options, stopping.Token)) return;
            protocol.Answer(request, reply);
            if (fault is not null && reply.Status == 200) FaultWire.Damage(reply, fault);
            // Counted first: a caller that has read the answer must find it counted.
            Interlocked.Add(ref rowsServed, reply.Rows);
            await SendAsync(context, reply, fault?.Kind == FaultKind.ShortBody);
        }
        finally
        {
            replies.Add(reply);
        }
    }

    /// <summary>Sends status, headers and body; a short body announces all of it, sends half and resets the connection.</summary>
    internal static async Task SendAsync(HttpContext context, Reply reply, bool shortBody)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.WrittenCount;
        foreach (var (name, value) in reply.Headers) response.Headers[name] = value;
        var body = shortBody ? reply.Body.WrittenMemory[..(reply.Body.WrittenCount / 2)] : reply.Body.WrittenMemory;
        await response.Body.WriteAsync(body, context.RequestAborted);
        if (!shortBody) return;
        await response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
