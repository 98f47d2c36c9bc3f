using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Servers;

/// <summary>
/// A local HTTP server on loopback that speaks the wire protocols of all vendors over one market. The first segment of
/// a path names the vendor; Alpaca also answers without it.
/// </summary>
public sealed class VendorServer : IAsyncDisposable
{
    private readonly ConcurrentBag<Reply> replies = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly VendorServerOptions options;
    private readonly Dictionary<string, VendorDesk> desks;
    private readonly FaultInjector faults;
    private readonly CallRecorder calls;
    private readonly WebApplication application;
    private long requests;
    private int active;
    private long rowsServed;
    private long faultsInjected;
    private int disposed;

    private VendorServer(IMarketSource market, VendorServerOptions options)
    {
        this.options = options;
        var context = new ServerContext(new MarketView(market, options.Timeline), ExchangeCalendar.Xnys, options);
        desks = VendorProtocols.Create(context)
            .ToDictionary(protocol => protocol.Vendor, protocol => new VendorDesk(protocol, options),
                StringComparer.Ordinal);
        CheckNames(options.Plans.Keys);
        CheckNames(options.VendorFaults.Keys);
        CheckNames(options.Timeline.Outages.Select(outage => outage.Vendor));
        faults = new FaultInjector(options.Faults);
        calls = new CallRecorder(options.CallLogCapacity);
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

    /// <summary>Names of the vendors it speaks for.</summary>
    public IReadOnlyCollection<string> Vendors => desks.Keys;

    /// <summary>Environment variables that point the connectors of all vendors here, keys included.</summary>
    public IReadOnlyDictionary<string, string> Environment => desks.Values
        .SelectMany(desk => desk.Protocol.Environment($"{BaseUri.ToString().TrimEnd('/')}/{desk.Protocol.Vendor}"))
        .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Requests that are being answered right now.</summary>
    public int Active => Volatile.Read(ref active);

    /// <summary>Requests received so far, refused and failed ones included.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Bars, corporate actions and other rows sent so far.</summary>
    public long RowsServed => Interlocked.Read(ref rowsServed);

    /// <summary>Faults done on purpose so far.</summary>
    public long FaultsInjected => Interlocked.Read(ref faultsInjected);

    /// <summary>
    /// The newest requests, oldest first; empty unless <see cref="VendorServerOptions.CallLogCapacity"/> is set.
    /// </summary>
    public IReadOnlyList<VendorCall> CallLog => calls.Calls;

    /// <summary>Requests that one vendor received so far, refused and failed ones included.</summary>
    /// <param name="vendor">One of <see cref="Vendors"/>.</param>
    /// <exception cref="TradeMLException">There is no such vendor (bad input).</exception>
    public long RequestsOf(string vendor)
    {
        CheckNames([vendor]);
        return desks[vendor].Requests;
    }

    /// <summary>Starts a server.</summary>
    /// <param name="market">What it sells.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="TradeMLException">The port is taken, an option is out of range or names an unknown vendor or
    /// symbol (bad input).</exception>
    public static async Task<VendorServer> StartAsync(
        IMarketSource market, VendorServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > 65535)
            throw new TradeMLException(ErrorKind.BadInput, $"The port {options.Port} is not between 0 and 65535.",
                "port", "Use 0 to take a free port.");
        if (options.RequestsPerMinute < 0)
        {
            throw new TradeMLException(
                ErrorKind.BadInput, $"The limit of {options.RequestsPerMinute} requests per minute is negative.",
                "requests per minute", "Use 0 for no limit.");
        }

        var server = new VendorServer(market, options);
        try
        {
            await server.application.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            await server.DisposeAsync();
            throw new TradeMLException(
                ErrorKind.BadInput, $"The port {options.Port} on 127.0.0.1 cannot be opened.", "port",
                "Choose another port, or 0 to take a free one.", error);
        }

        var addresses = server.application.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>();
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
        Interlocked.Increment(ref active);
        try
        {
            var path = context.Request.Path.Value ?? "/";
            var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var named = segments.Length > 0 && desks.ContainsKey(segments[0]);
            var desk = desks[named ? segments[0] : VendorProtocols.AtRoot];
            var request = new VendorRequest(context.Request, desk.Protocol.Vendor, named ? segments[1..] : segments,
                options.Clock.GetUtcNow());
            request.Symbols = desk.Protocol.SymbolsOf(request);
            request.Fault = desk.Fault(path, request.Symbols) ?? faults.Decide(ordinal, path, request.Symbols);
            await AnswerAsync(context, desk, request, reply);
            calls.Add(context.Request, request, reply, request.Fault is { } fault ? FaultNames.Of(fault.Kind) : null);
        }
        finally
        {
            Interlocked.Decrement(ref active);
            replies.Add(reply);
        }
    }

    private async Task AnswerAsync(HttpContext context, VendorDesk desk, VendorRequest request, Reply reply)
    {
        if (options.Timeline.OutageOf(request.Vendor, request.Now) is { } outage)
        {
            request.Fault = new Fault(outage.Hangs ? FaultKind.Timeout : FaultKind.Unavailable, 1, 0);
        }

        var fault = request.Fault;
        if (fault is not null) Interlocked.Increment(ref faultsInjected);
        if (fault is not null
            && await FaultWire.ReplaceAsync(context, desk.Protocol, reply, request, options, stopping.Token)) return;
        desk.Answer(request, reply);
        if (fault is not null && reply.Status == 200)
        {
            ContentDamage.Apply(reply, fault, desk.Protocol.ValueFields);
            FaultWire.Damage(reply, fault);
        }

        // Counted first: a caller that has read the answer must find it counted.
        Interlocked.Add(ref rowsServed, reply.Rows);
        await FaultWire.SendAsync(context, reply, fault?.Kind == FaultKind.ShortBody);
    }

    private void CheckNames(IEnumerable<string> vendors)
    {
        foreach (var vendor in vendors)
        {
            if (!desks.ContainsKey(vendor))
            {
                throw new TradeMLException(
                    ErrorKind.BadInput, $"There is no vendor named '{vendor}'.", "vendor",
                    $"Use one of: {string.Join(", ", desks.Keys)}.");
            }
        }
    }
}
